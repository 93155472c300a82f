//! Verdicts, reasons and suggestions as a user meets them.

use factum_grammar::{AffixKind, Grammar, Label, Language, Spelling, fold};
use proptest::prelude::*;

#[test]
fn suggestions_keep_the_casing_and_the_order_of_the_name() {
    let grammar = Grammar::default().with_spelling(Spelling::British);
    let cases = [
        ("CreateOrder", "OrderCreated"),
        ("order.cancel", "order.cancelled"),
        ("SEND_INVOICE", "INVOICE_SENT"),
        ("ProcessPaymentCommand", "PaymentProcessed"),
        ("FailedLogin", "LoginFailed"),
        ("FailedCreate", "CreateFailed"),
        ("FailedToRead", "ReadFailed"),
        ("CheckOutCart", "CartCheckedOut"),
        ("CheckoutCart", "CartCheckedOut"),
        ("AddItemToCart", "ItemAddedToCart"),
        ("onWillSaveTextDocument", "textDocumentSaved"),
        ("CustomerArrives", "CustomerArrived"),
        ("role_creation", "role_created"),
        ("RejectedRequest", "RequestRejected"),
        ("ImportInvoicesJob", "InvoicesImported"),
        ("StartImportJob", "ImportJobStarted"),
        ("InvoiceCancelAction", "InvoiceCancelled"),
        ("CreateInvoiceMutation", "InvoiceCreated"),
        ("TripCircuitBreaker", "CircuitBreakerTripped"),
        ("ONGUESTADD", "GUESTADDED"),
        ("onhover", "hovered"),
        ("guest_delete_message", "guest_message_deleted"),
        ("BulkDeleteMessage", "MessageBulkDeleted"),
        ("lwm2m_gate_create", "lwm2m_gate_created"),
        ("JumpBack", "JumpedBack"),
        ("AddOneToManyLink", "OneToManyLinkAdded"),
        ("CloseWorkRequest", "WorkRequestClosed"),
        ("DebuggerDetach", "DebuggerDetached"),
        ("ChordRepetition", "ChordRepeated"),
        ("garden.opened_notification", "garden.notification_opened"),
        ("visit.reminder.24h", "visit.reminder_sent.24h"),
        ("MarkCourseComplete", "CourseMarkedComplete"),
        ("[Gate Page] Load Tickets", "[Gate Page] Tickets Loaded"),
        ("[Gate API] Checkin Success", "[Gate API] Checkin Succeeded"),
        ("late_delivery", "delivered_late"),
        ("rapidIgnition", "rapidlyIgnited"),
        ("tenant_offer", "tenant_offered"),
        ("bracket.reconciliation", "bracket.reconciled"),
        ("TapOnTile", "TappedOnTile"),
        ("form/before_insert_submission", "form/submission_inserted"),
        ("FanOn", "FanTurnedOn"),
        ("ignitionOff", "ignitionTurnedOff"),
        ("ZoneEntry", "ZoneEntered"),
        ("play_progress", "play_progressed"),
        ("garden.lamp.off", "garden.lamp.turned_off"),
        ("I/O error", "I/O failed"),
        ("[Cart] ADD_TICKET", "[Cart] TICKET_ADDED"),
        ("CloseLedgerUseCase", "LedgerClosed"),
        ("Move-TicketBooth", "TicketBooth-Moved"),
        ("depot_decisions", "depot_decided"),
        ("NewGateMessage", "GateCreated"),
        ("DisbandFleetMessage", "FleetDisbanded"),
        ("DecodeHarborMessage", "HarborMessageDecoded"),
        ("InjectSkipperMessage", "SkipperInjected"),
        ("InjectUserMessage", "UserMessageInjected"),
        ("CMD_CLOSE_GATE", "GATE_CLOSED"),
        ("STORE_CRED", "CRED_STORED"),
        ("new_chat_message", "chat_message_received"),
        ("BlockedGateRemoval", "GateRemovalBlocked"),
        ("book_berth_click", "book_berth_clicked"),
        ("AddToDeckTap", "AddToDeckTapped"),
        ("cancel_berth_form_submit", "cancel_berth_form_submitted"),
        ("bidPageView", "bidPageViewed"),
        ("clickedEditBerth", "editBerthClicked"),
        ("sentHarborMessage", "harborMessageSent"),
        ("physical_handover", "physically_handed_over"),
        ("gate.first_delivery", "gate.first_delivered"),
        ("MarkSentByCourier", "MarkedSentByCourier"),
        ("HarborNodeDead", "HarborNodeDied"),
        ("StopTrajectory", "TrajectoryStopped"),
        ("NEW_SHIFT_ENTRY", "SHIFT_ENTRY_CREATED"),
        ("harborNewComment", "harborCommentCreated"),
        ("outgoing_dock_message", "dock_message_sent"),
        ("ArchivedGateRemoval", "ArchivedGateRemoved"),
        ("harbor_destruction", "harbor_destroyed"),
        ("TakeHarborOffline", "HarborTakenOffline"),
        ("DelayGateNotification", "GateNotificationDelayed"),
        ("DIRECT_RELEASE", "DIRECTLY_RELEASED"),
        ("cache_eviction", "cache_evicted"),
        ("test_connection", "connection_tested"),
        ("partial_refund_ticket", "ticket_partially_refunded"),
        ("guest_click_on_banner", "guest_clicked_on_banner"),
        ("PrimeEngine", "EnginePrimed"),
        ("garage.light_off", "garage.light_turned_off"),
        ("ItemUseOn", "ItemUsedOn"),
        ("AdMidpoint", "AdMidpointReached"),
        ("MonsterDead", "MonsterDied"),
        ("state_of_charge_change", "state_of_charge_changed"),
        ("InsertPatch", "PatchInserted"),
        ("InsertStart", "InsertStarted"),
        ("place_update", "place_updated"),
        ("outgoing_call", "call_placed"),
        ("contravention", "contravened"),
        ("ROUTE_INSPECTION", "ROUTE_INSPECTED"),
        ("post_calibration", "post_calibrated"),
        ("changetablelayout", "tablelayoutchanged"),
        ("parcel_redelivery", "parcel_redelivered"),
        ("share_sheet_close", "share_sheet_closed"),
        ("SEND_DIALOG_HIDE", "SEND_DIALOG_HIDDEN"),
        ("SaveLineUp", "LineUpSaved"),
        ("TurnPowerOff", "PowerTurnedOff"),
        ("CallHangUp", "CallHungUp"),
        ("ScheduleFollowUp", "FollowUpScheduled"),
        ("PreventModalClose", "ModalClosePrevented"),
        ("CutPowerOff", "PowerCutOff"),
        ("DoLoadTest", "LoadTestDone"),
        ("form_submit_tap", "form_submit_tapped"),
        ("garden_edit_btn_tap", "garden_edit_btn_tapped"),
        ("DoPruneBranch", "BranchPruned"),
        ("do_weigh_parcel", "parcel_weighed"),
        ("DoWork", "WorkDone"),
        ("Garden Verify Pin", "Garden Pin Verified"),
        ("Garden - Visit site", "Garden - Site visited"),
        ("GardenerTakePhoto", "GardenerPhotoTaken"),
        ("RentSyncError", "RentSyncFailed"),
        ("Laboratory referral", "Laboratory referred"),
        ("roofViolations", "roofViolated"),
        ("VaultAccess", "VaultAccessed"),
        ("rent.reminder", "rent.reminder_sent"),
        ("lamp_online", "lamp_came_online"),
        ("repair.supersession", "repair.superseded"),
        ("invoice.payment", "invoice.paid"),
        ("roadmap_proposal", "roadmap_proposed"),
        ("gate.offline", "gate.went_offline"),
        (
            "guild_create_incident_update",
            "guild_incident_update_created",
        ),
        ("blog_post_status_update", "blog_post_status_updated"),
        (
            "article_publish_date_update",
            "article_publish_date_updated",
        ),
        ("CertificateExpiresTooSoon", "CertificateExpired"),
        (
            "Acme.Compute/machines/restart/action",
            "Acme.Compute/machines/restarted",
        ),
        ("LeaseExpiresSoon", "LeaseExpired"),
        ("JobBackoff", "JobBackedOff"),
        ("guest.onboarding", "guest.onboarded"),
        ("LoginFailures", "LoginFailed"),
        ("ModelLoadErrors", "ModelLoadFailed"),
        ("lease_renewals", "lease_renewed"),
        ("LoginAttempts", "LoginAttempted"),
        ("rent.termination_effective", "rent.termination_took_effect"),
        ("vault.access", "vault.accessed"),
        ("PLAY_ON_DEVICE_ACCESS", "PLAYED_ON_DEVICE_ACCESS"),
        ("ChangeSeatCommandModel", "SeatChanged"),
        ("MineBlock", "BlockMined"),
        (
            "COMMAND_TYPE_COMPLETE_REVIEW",
            "COMMAND_TYPE_REVIEW_COMPLETED",
        ),
        ("request_host_open_port", "host_open_port_requested"),
        ("avi:jira:created:issue", "avi:jira:issue:created"),
        ("ConvertRequestToQuote", "RequestConvertedToQuote"),
        ("SetTimeToLive", "TimeToLiveSet"),
        ("SEND_EMAIL_COMMAND", "EMAIL_SENT"),
        ("SendDeviceCommand", "DeviceCommandSent"),
        ("SubmitRequestForQuote", "RequestForQuoteSubmitted"),
        ("ReOrder", "ReOrdered"),
        ("AssignSeatReqMsg", "SeatAssigned"),
        ("PauseQueueBeta2", "QueuePausedBeta2"),
        ("scroll_left", "scrolled_left"),
        ("MarkDraftReadyForReview", "DraftMarkedReadyForReview"),
        (
            "DeployVaultAndTransferFunds",
            "VaultDeployedAndFundsTransferred",
        ),
        ("ResumeBackfill", "BackfillResumed"),
        ("InviteResendCommand", "InviteResent"),
        ("CommandGuestAdmit", "GuestAdmitted"),
        ("CommandQueueUpdate", "CommandQueueUpdated"),
        ("SignUpEvent", "SignedUp"),
        ("AddStop", "StopAdded"),
        ("EstimateRepairJob", "RepairJobEstimated"),
        ("CreateCloudEvent", "CloudEventCreated"),
        ("NEW_EMAIL", "EMAIL_RECEIVED"),
        ("GotoDefinition", "WentToDefinition"),
        ("post_build", "built"),
        ("onGuestSendInvite", "guestInviteSent"),
        ("UserLogin", "UserLoggedIn"),
        ("DOWNLOADING_DATA", "DATA_DOWNLOADED"),
        ("orders/create", "orders/created"),
        ("submit-review", "review-submitted"),
        ("com.acme.ShipOrder.v2", "com.acme.OrderShipped.v2"),
        ("RebuildIndexV2", "IndexRebuiltV2"),
        ("MimicUser", "UserMimicked"),
        ("TagResource", "ResourceTagged"),
        ("PayBill", "BillPaid"),
        ("WithdrawOffer", "OfferWithdrawn"),
        ("ChooseSeat", "SeatChosen"),
        ("LabelParcel", "ParcelLabelled"),
        ("ReferPatient", "PatientReferred"),
        ("FocusField", "FieldFocused"),
        ("CopyFile", "FileCopied"),
        ("StartedCleaning", "CleaningStarted"),
        ("RequestMove", "MoveRequested"),
        ("RequestOwnership", "OwnershipRequested"),
        ("TopicRemoveRequest", "TopicRemoved"),
        ("RunReportCmd", "ReportRun"),
        ("UserIsTyping", "UserTyped"),
        ("SuccessfulMountVolume", "VolumeMounted"),
        ("NotifyUserOfExpiredTodo", "UserNotifiedOfExpiredTodo"),
        ("LB.ASSIGN.TO.RULE", "LB.ASSIGNED.TO.RULE"),
        ("chat/createMessage", "chat/messageCreated"),
        ("desk/runCommand", "desk/commandRun"),
        ("desk_bot_send_reply", "desk_bot_reply_sent"),
        ("DELETE_LISTING_CONFIRM", "DELETE_LISTING_CONFIRMED"),
        ("BeforeCacheEviction", "CacheEvicted"),
        ("BeforeParcelSorting", "ParcelSorted"),
        ("PanelWillPresent", "PanelPresented"),
        ("stepIn", "steppedIn"),
        ("driver_is_arriving", "driver_arrived"),
        ("nightly.run", "nightly.ran"),
        ("WarnTenantAboutLeak", "TenantWarnedAboutLeak"),
        ("SuccessfulDelivery", "DeliverySucceeded"),
        ("SyncComplete", "SyncCompleted"),
        ("CloseLedgerRequest", "LedgerClosed"),
        ("OpenLedgerV2Event", "LedgerOpenedV2"),
        ("SignOutRequest", "SignedOut"),
        ("ApproveLeaveRequest", "LeaveRequestApproved"),
        ("BecomeOwner", "BecameOwner"),
        ("RetryNow", "RetriedNow"),
        ("RunInBackground", "RanInBackground"),
        ("TurnHeatingOff", "HeatingTurnedOff"),
        ("PanelWillBecomeActive", "PanelBecameActive"),
        ("relay_ingest_send_frame", "relay_ingest_frame_sent"),
        (
            "ledger_delete_accountHolder",
            "ledger_accountHolder_deleted",
        ),
        ("DeleteSavedQuery", "SavedQueryDeleted"),
        ("CheckMemberExists", "MemberExistsChecked"),
        ("check_if_slot_is_taken", "checked_if_slot_is_taken"),
        ("restartprinter", "printerrestarted"),
        ("KeepDoorOpen", "DoorKeptOpen"),
        ("CreateBlogPostEvent", "BlogPostCreated"),
        ("VerifyThatSeatIsFree", "VerifiedThatSeatIsFree"),
        ("window:before:hide", "window:hidden"),
        ("Remove-LampShade", "LampShade-Removed"),
        ("BasketUpdateStatus", "BasketStatusUpdated"),
        ("CloseBasketResponse", "BasketClosed"),
        ("LoanRefundPost", "LoanRefunded"),
        ("PoweronHost", "HostPoweredOn"),
        ("DeleteSurveyResponse", "SurveyResponseDeleted"),
        ("LockSystemEvent", "SystemLocked"),
        ("toggleHatchRsp", "hatchToggled"),
        ("lectureStartRecording", "lectureRecordingStarted"),
        ("CheckPromoteBanner", "PromoteBannerChecked"),
        ("InviteAcceptGuestCommand", "InviteGuestAccepted"),
        ("FIRST_OPEN", "FIRST_OPENED"),
        ("TramUpdates", "TramUpdated"),
        ("SeatsAreNotAssigned", "SeatsNotAssigned"),
        ("invoiceDeduction", "invoiceDeducted"),
        ("LoginFailureBadPassword", "LoginFailedBadPassword"),
        ("POST_UPDATE_BASKET", "BASKET_UPDATED"),
        ("CheckMailboxExist", "MailboxExistChecked"),
        ("AuctionEndingSoon", "AuctionEnded"),
        ("ChangeRouteBasedOnTraffic", "RouteChangedBasedOnTraffic"),
        ("BeforeTradeRecordResolved", "TradeRecordResolved"),
        ("FerryLeavingHarbour", "FerryLeftHarbour"),
        ("account_remove_spend_limit", "account_spend_limit_removed"),
        ("pagerSendSkip", "pagerSendSkipped"),
        ("StartDownload", "DownloadStarted"),
        ("V1CreateBookingRequest", "V1BookingCreated"),
        ("PauseSync", "SyncPaused"),
        ("ScheduleScan", "ScanScheduled"),
        ("ScheduleUpdate", "ScheduleUpdated"),
        ("RemoteUnlock", "RemotelyUnlocked"),
        ("PoweroffHost", "HostPoweredOff"),
        ("OfferDoesNotHavePrice", "OfferDidNotHavePrice"),
        ("Social_sign_in_successful", "Social_sign_in_succeeded"),
        ("DeletedLoanRequest", "LoanRequestDeleted"),
        ("updatePerSeatTariffs", "perSeatTariffsUpdated"),
        ("EnableAddOn", "AddOnEnabled"),
        ("UpdateInAppBanner", "InAppBannerUpdated"),
        ("StopLedgerRefresh", "LedgerRefreshStopped"),
        ("StartDateModify", "StartDateModified"),
        ("BlockDispenseTorchEvent", "BlockTorchDispensed"),
        ("BlockCardEvent", "CardBlocked"),
        ("BeforeRejectSuggestion", "SuggestionRejected"),
        ("BeforeImportCreation", "ImportCreated"),
        ("DatesToAvoidWillExpire", "DatesToAvoidExpired"),
        ("ParcelToBeBound", "ParcelBound"),
        ("ChangedStartDate", "StartDateChanged"),
        ("DeletedRepository", "RepositoryDeleted"),
        ("parcel_deliveries", "parcel_delivered"),
        ("lobby_optins", "lobby_opted_in"),
        ("wallet.topup", "wallet.topped_up"),
        ("topup_wallet", "wallet_topped_up"),
        ("label:owner-rm", "label:owner-removed"),
        ("around_weigh", "weighed"),
        ("playerEnterLobby", "playerEnteredLobby"),
        ("FailedParcelPreCheck", "ParcelPreCheckFailed"),
        ("BeforeStartHostUpgrade", "HostUpgradeStarted"),
        ("BeforeReceiveErrorMessage", "ErrorMessageReceived"),
        ("StartedOrderPicking", "OrderPickingStarted"),
        ("RevokedRoomInvite", "RoomInviteRevoked"),
        ("initiateDelete", "deleteInitiated"),
        ("OrderAboutToBeShipped", "OrderShipped"),
        ("AdminJoinRoom", "AdminJoinedRoom"),
        ("ResumeSectionAdd", "ResumeSectionAdded"),
        ("BeforeUploadCompression", "UploadCompressed"),
        ("b2b_order_create", "b2b_order_created"),
        ("ResumeLobbyError", "ResumeLobbyFailed"),
        (
            "wallets#top-up-state-change",
            "wallets#top-up-state-changed",
        ),
        ("ChangeLampWithRemoteInit", "LampChangedWithRemoteInit"),
        ("InviteByEmailResend", "InviteByEmailResent"),
        ("OvenEvents.STOP_HEATING", "OvenEvents.HEATING_STOPPED"),
        ("EVT_OV_DetectLeak", "EVT_OV_LeakDetected"),
        ("SkippingDetails", "DetailsSkipped"),
        ("send_campaign_now", "campaign_sent_now"),
        ("create_follow_on_policy", "follow_on_policy_created"),
        ("api.error.create_guest", "api.error.create_guest_failed"),
        ("PatientDying", "PatientDied"),
        ("AdminReachQuota", "AdminQuotaReached"),
        ("SharingPolicyChanging", "SharingPolicyChanged"),
        (
            "BatchAssociateClaimEvidence",
            "ClaimEvidenceBatchAssociated",
        ),
    ];
    for (name, expected) in cases {
        assert_eq!(
            grammar
                .judge(name)
                .suggestions()
                .first()
                .map(String::as_str),
            Some(expected),
            "{name}"
        );
    }
    let american = Grammar::default();
    assert_eq!(
        american.judge("order.cancel").suggestions(),
        ["order.canceled"]
    );
    for name in [
        "OrderPlaced",
        "ShipmentInTransit",
        "TransferInProgress",
        "BookingNoShow",
        "CartTotal",
        "LatestUpdates",
        "Aggregate2",
        "DeviceBattery",
        "StaffTimeOff",
        "TooManyLoginAttempts",
        "guest_access",
        "BackOnline",
        "SetReadOnly",
        "DayOff",
        "PercentOff",
        "DaysOff",
        "SpecialOffer",
        "LateCharge",
        "HalfDead",
        "PriceQuartile",
        "SetReadyCommand",
        "OwnGoal",
        "cost_effective",
        "MissedReminder",
        "CardPayment",
        "TotalAttempts",
        "BadgeAccess",
        "CoffeeBreakRoom",
        "PaymentFailureRate",
    ] {
        assert_eq!(american.judge(name).suggestions(), [""; 0], "{name}");
    }
}

#[test]
fn the_verb_that_heads_the_name_decides() {
    let grammar = Grammar::default();
    let cases = [
        ("StartedCleaning", Label::Past),
        ("CacheWentCold", Label::Past),
        ("PARCEL_RECD", Label::Past),
        ("PreVisitNoteSigned", Label::Past),
        ("PRE_HIRE_TEST_PASSED", Label::Past),
        ("pre_lodger_left", Label::Future),
        ("ox_before_register_fields", Label::Future),
        ("SelectFailed", Label::Past),
        ("SelectPinned", Label::Command),
        ("SelectOpened", Label::Past),
        ("TRY_ON_BOOKED", Label::Past),
        ("ClusterSetReadOnly", Label::Past),
        ("[Checkout Started] Track", Label::Command),
        ("[DEPRECATED] ShipParcel", Label::Command),
        ("StartAttempt", Label::Command),
        ("upload_attempt", Label::Nominal),
        ("signup_tenant", Label::Command),
        ("SignupBonus", Label::Nominal),
        ("AdminExportResults", Label::Command),
        ("RegisterOfDeeds", Label::Nominal),
        ("ProbeReturnsUnhealthy", Label::Present),
        ("pre_update_user_deleted", Label::Future),
        ("FIRE_ALARM", Label::Nominal),
        ("SetReadOnly", Label::Command),
        ("set_available", Label::Command),
        ("set_complete", Label::Nominal),
        ("EndShiftInboundCommand", Label::Command),
        ("register_on_spawn", Label::Command),
        ("RepeatUntil", Label::Command),
        ("close_inspection", Label::Command),
        ("postComment", Label::Command),
        ("GATES_IDLE", Label::Nominal),
        ("lease/create/response", Label::Nominal),
        ("Dock Reset Progress", Label::Nominal),
        ("BatteryRunsLow", Label::Present),
        ("ToteMoving", Label::Progressive),
        ("prime-lease", Label::Nominal),
        ("UpdateToBeInstalled", Label::Future),
        ("CHANGE_REQUEST_MUST_BE_APPROVED", Label::Present),
        ("UserFriendRequestRead", Label::Past),
        ("LegalApprovedContract", Label::Past),
        ("CancelledStoreOpening", Label::Past),
        ("DisableJobStarting", Label::Command),
        ("OrderAckCommand", Label::Command),
        ("ForceExpiration", Label::Command),
        ("ChannelOpening", Label::Progressive),
        ("UnarchiveOperationStarting", Label::Progressive),
        ("QuoteAck", Label::Nominal),
        ("LEASE_EXPIRATION", Label::Nominal),
        ("WrongExpectedVersion", Label::Nominal),
        ("RobotStoppedCleaning", Label::Past),
        ("OrderCleaning", Label::Progressive),
        ("RightToBeForgottenExercised", Label::Past),
        ("InvoiceToBePaid", Label::Future),
        ("PaymentFails", Label::Present),
        ("MustShip", Label::Present),
        ("CanShip", Label::Query),
        ("OrderPlaces", Label::Present),
        ("DataExports", Label::Nominal),
        // The participle leads, whatever the noun behind it could be elsewhere.
        ("FailedMount", Label::Past),
        ("created_pack", Label::Past),
        ("Cipher_ClientToggledPasswordVisible", Label::Past),
        ("invitation.resent", Label::Past),
        // It describes who or what a later verb is about.
        ("shared_folder_add_member", Label::Command),
        ("external_sharing_create_report", Label::Command),
        ("member_change_email", Label::Command),
        ("legal_hold_export_a_hold", Label::Command),
        ("VPC.CREATE.ADDRESS.GROUP", Label::Command),
        ("BasketUpdateShippingCost", Label::Command),
        ("BasketUpdateStatus", Label::Nominal),
        ("GuestWantsToPay", Label::Present),
        ("SearchSavedByGuest", Label::Past),
        ("SearchPublishedByGuest", Label::Query),
        ("scheduleEvent", Label::Command),
        ("logErrorEvent", Label::Command),
        ("reportErrorEvent", Label::Command),
        ("SoftwareUpdateServer", Label::Nominal),
        ("ProjectCloseout", Label::Nominal),
        ("trackItemAddedEvent", Label::Command),
        ("PriceChangeInfo", Label::Nominal),
        ("MessagePublisher", Label::Nominal),
        ("IssueQuotationCommand", Label::Command),
        ("PreRenderError", Label::Nominal),
        ("ExceededLimitError", Label::Nominal),
        ("OTA_UPDATE_STATUS", Label::Nominal),
        ("createcandidate", Label::Command),
        ("FirmwareUpdateFailedCommand", Label::Past),
        ("StockUpdateItemsSyncing", Label::Progressive),
        ("TryOnSession", Label::Nominal),
        ("EmployeeMisconduct", Label::Nominal),
        ("RegisterBagForFlightBoardedCommand", Label::Command),
        ("CafeIncrementSoldCountCommand", Label::Command),
        ("GuestPagedListQuery", Label::Query),
        ("ChargeConfirmation", Label::Nominal),
        ("ChargePayment", Label::Command),
        ("APPROACHING_SEAT_LIMIT", Label::Progressive),
        ("EXCEEDED_SEAT_LIMIT", Label::Past),
        ("ACCOUNT_CHANGE_LOGIN_INFO", Label::Command),
        ("pre_arbitration_merchant_lost", Label::Past),
        ("FirmwareUpdateInstalling", Label::Progressive),
        ("TurningHeatingOff", Label::Progressive),
        ("PendingOrdersToShip", Label::Nominal),
        // How a thing is that something is done to, or how things stand.
        ("update_tariff_config_global", Label::Command),
        ("list_seat_requests_internal", Label::Query),
        ("CheckPumpScalable", Label::Command),
        ("CHECK_REPORT_READY", Label::Nominal),
        ("UPDATE_IMAGE_AVAILABLE", Label::Nominal),
        ("update_on_prem_agent", Label::Command),
        ("UPDATE_IN_PROGRESS", Label::Nominal),
        ("CompleteRollout", Label::Command),
        ("BlockPhysicsEvent", Label::Nominal),
        ("BlockDeviceEvent", Label::Command),
        ("SnowFallEvent", Label::Nominal),
        ("VM_CREATE_ACK", Label::Nominal),
        ("InvoiceWillRequest", Label::Future),
        ("PrintJobToBeStopped", Label::Future),
        ("MarkOrderToBePaid", Label::Command),
        ("ToggleLampFailed", Label::Past),
        ("MakeDepositFailed", Label::Past),
        ("CreatedDate", Label::Nominal),
        ("UpdatedListener", Label::Nominal),
        ("ChangedFallbackHandler", Label::Past),
        ("CoauthorAcceptedInvite", Label::Past),
        ("MarkOrderAsComplete", Label::Command),
        ("PledgeCollateralCommand", Label::Command),
        ("PackageVersionCommand", Label::Nominal),
        ("UpdateSuggestionCommand", Label::Command),
        ("StoreLearningHistoryCommand", Label::Command),
        ("HandleRating", Label::Command),
        ("CompleteScanning", Label::Command),
        ("FlashLoan", Label::Nominal),
        ("FirmwareUpdateProgressInfoEvent", Label::Nominal),
        ("RolloutRestartUnsupported", Label::Nominal),
        ("smart_lamp_sync_change_policy", Label::Command),
        ("vault_manager_read_project_secret", Label::Command),
        ("shared_shelf_transfer_ownership", Label::Command),
        ("DDoSAttack", Label::Nominal),
        ("beforeprint", Label::Future),
        ("tooltipclose", Label::Command),
        ("leadgen", Label::Nominal),
        ("construct_page_queryset", Label::Command),
        ("redo_pre", Label::Future),
        ("CreateOrderFailedWithError", Label::Past),
        ("remove_failed_from_queue", Label::Command),
        ("DeleteJobsFailedInRegion", Label::Command),
        ("NotifyGuestCreatedByPhone", Label::Command),
        ("ViewUpdatedByGuest", Label::Past),
        ("ListUpdatedSince", Label::Query),
        ("ListOrdersUpdatedByGuest", Label::Query),
        ("SharingPolicyChangedByGuest", Label::Past),
        ("ProcessingOrdersPlacedByGuest", Label::Progressive),
        ("CustomerSharedWishlist", Label::Past),
        ("CustomerPreferredAddress", Label::Nominal),
        ("AdminIsPromoted", Label::Present),
        ("BatchIsAuthorized", Label::Query),
        ("RefreshFails", Label::Present),
        ("api.error.create_guest", Label::Nominal),
        ("error.create_guest", Label::Nominal),
        ("set_event_stream", Label::Command),
        ("LoginEventStream", Label::Nominal),
        ("relay_rejection", Label::Nominal),
        ("guests_post", Label::Command),
        ("blog_post", Label::Nominal),
        ("parcel_deliveries_show", Label::Query),
        ("PARCEL_PROCESSING_CANCELLATION", Label::Nominal),
        ("ParcelWaitingForApproval", Label::Progressive),
        ("CacheMiss", Label::Nominal),
        ("SEARCH_RESULT_PAGE", Label::Nominal),
        ("shot:add-to-scene", Label::Command),
        ("parcel.changed.cancelfee", Label::Past),
        ("s3:ObjectCreated:Put", Label::Past),
        ("EditingChatInvite", Label::Progressive),
        ("EditingStart", Label::Command),
        ("WaitingRoomInvite", Label::Command),
        ("UploadQueueFull", Label::Nominal),
        ("SearchIndexHealthy", Label::Nominal),
        ("ChargePerSeat", Label::Nominal),
        ("deleted_guest_reassign_rooms", Label::Command),
        ("DeletedRoomsRestore", Label::Command),
        ("UserRequestingDeletion", Label::Progressive),
        ("user_read_access", Label::Nominal),
        ("sentry.error.resolve", Label::Command),
        ("find_screen_sharing", Label::Query),
        ("find_request", Label::Query),
        ("RestartQueuedEvent", Label::Past),
        ("SendQueuedEvent", Label::Command),
        ("saved_shelf_resolve", Label::Command),
        ("ExpressCheckout", Label::Nominal),
        ("FileDeleteException", Label::Nominal),
        ("CreateExceptionCommand", Label::Command),
        ("SetFailureThreshold", Label::Command),
        ("InitialDeploy", Label::Nominal),
        ("LockSystemEvent", Label::Command),
        ("DefiniteSet", Label::Nominal),
        ("ObsoleteUpdate", Label::Nominal),
        ("OrderBracelet", Label::Nominal),
        ("envelopes_list", Label::Query),
        ("ApprovedProceeds", Label::Past),
        ("LegalRecourse", Label::Nominal),
        ("ProductShowroom", Label::Nominal),
        ("createemployee", Label::Command),
        ("UpdateStandard", Label::Command),
        ("guest.checked_in.mobile", Label::Past),
        ("parcel.returned.r01", Label::Past),
        ("bidRetractedEvent", Label::Past),
        ("trackPurchaseEvent", Label::Command),
        ("checkInPerformed", Label::Past),
        ("GIT_ADD_PROTECTED_BRANCH", Label::Command),
        ("FindDeletedItems", Label::Query),
        ("ParcelCouldNotBeWeighed", Label::Past),
        ("ParcelCannotBeWeighed", Label::Present),
        ("ParcelIsShipping", Label::Progressive),
        ("PreDeliverReport", Label::Future),
        ("BorrowerRejectedUpdate", Label::Past),
        ("BasicPublish", Label::Command),
        ("SuccessfulRedeem", Label::Nominal),
        ("ActingClerkAttemptedToPay", Label::Past),
        ("LoanCancelledDatabaseProblem", Label::Past),
        ("ScheduledHourReaches", Label::Present),
        ("UpdateTariffExceptionCommand", Label::Command),
        ("hostedSubscribeClick", Label::Nominal),
        ("DoorLockingWithStoredCode", Label::Progressive),
        ("GuestSharingOff", Label::Nominal),
        ("BACKUP_SERVER_UP", Label::Nominal),
        ("FixedPriceListing", Label::Nominal),
        ("MOVE_FILE_TO_FOLDER_DETAILED", Label::Command),
        ("allowance_remove_exception", Label::Command),
        ("gridClonePolyhedron", Label::Command),
        ("Galleries_List", Label::Query),
        ("VM.UNMANAGE", Label::Command),
        ("SetVariableMonitoring", Label::Command),
        ("FindFirst", Label::Query),
        ("FileDocument", Label::Command),
        ("FileName", Label::Nominal),
        ("FailedScheduling", Label::Past),
        ("CustomerReachedCreditLimit", Label::Past),
        ("UserRequestedUpdate", Label::Past),
        ("LoanDisbursedBusinessEvent", Label::Past),
        ("BatteryRunsLow", Label::Present),
        ("SyncUpdatesAvailable", Label::Nominal),
        ("TypingNotice", Label::Nominal),
        ("StartSplit", Label::Command),
        ("CheckIfPaid", Label::Command),
        ("NeedsReview", Label::Present),
        // Two nouns, of which the first could be a verb.
        ("AuditLogEntry", Label::Nominal),
        ("PushRulesEvent", Label::Nominal),
        ("challenge_response", Label::Nominal),
        ("RouteTableConfiguration", Label::Nominal),
        ("PriceChangeReason", Label::Nominal),
        ("SuccessfulMountVolume", Label::Nominal),
        ("inbound_call_stack", Label::Nominal),
        ("gateway_load_balancer", Label::Nominal),
        ("MoveInProgress", Label::Nominal),
        ("QuotaNotFoundFault", Label::Nominal),
        // Irregular and rare pasts, and bases that equal them.
        ("CropSown", Label::Past),
        ("LoanGuaranteed", Label::Past),
        ("MemoryFreed", Label::Past),
        ("CLAIM_NOT_FOUND", Label::Past),
        ("SpecialBallotCast", Label::Past),
        ("clerk.has_left", Label::Past),
        // An adverb, or what serves as one, before the verb.
        ("silentlyUpdateProfile", Label::Command),
        ("weekly_recalculate_interest", Label::Command),
        ("RemoteWipeDevice", Label::Command),
        ("keys.rawSign", Label::Command),
        // Someone, a verb, its object.
        ("stock_keeper_update_shelf", Label::Command),
        ("report_builder_delete_template", Label::Command),
        ("TOOLBAR_SHOW_BUTTONS", Label::Query),
        ("FirmwareUpdateShelf", Label::Nominal),
        // Particles and places.
        ("zoomOut", Label::Command),
        ("playInBackground", Label::Command),
        ("jobs.tail", Label::Command),
        ("on_pre_level_loaded", Label::Future),
        ("PRE_ORDER_SHIPPED", Label::Past),
        ("resourcePreStart", Label::Future),
        ("PriceDropsBelowLimit", Label::Present),
        ("FindArchived", Label::Query),
        // A look-alike by itself orders, unless names use it as a noun.
        ("Vote", Label::Command),
        ("on_serve", Label::Command),
        ("Refund", Label::Nominal),
        ("VoteEvent", Label::Nominal),
        ("InviteGuestsEvent", Label::Command),
        ("Explores", Label::Present),
        ("BecomesLocked", Label::Present),
        ("TakesSeat", Label::Present),
        ("request_reached_gateway", Label::Past),
        ("ExportEnabledSet", Label::Past),
        ("NotEnoughSeatsToReserve", Label::Nominal),
        ("DraftWithRemovedLine", Label::Command),
        ("queue_before_create_worker", Label::Future),
        ("request_tearing_down", Label::Progressive),
        ("DownloadProgress", Label::Nominal),
        ("ledger.opened.v2.event", Label::Past),
        ("UpdateProgress", Label::Command),
        ("SearchCompleted", Label::Past),
        // Checks and questions, and what came of them.
        ("CheckSeatExists", Label::Command),
        ("CheckSeatExistsFailed", Label::Past),
        ("HasPriceChanged", Label::Query),
        ("IsEnabledChanged", Label::Past),
        // Two nouns around a third that could be a verb.
        ("QuestionMarkIcon", Label::Nominal),
        ("window_close_button", Label::Nominal),
        ("account.close.reason", Label::Nominal),
        ("card.move.drawer", Label::Command),
        ("InvoiceBeforeDueDatePaid", Label::Past),
        ("FileShelvedWithUser", Label::Past),
        ("POIsImported", Label::Past),
        ("NTPIsDown", Label::Present),
        // What is set, updated or processed may itself be a clause.
        ("setShouldNotify", Label::Command),
        ("updateGuestsCanCommentSetting", Label::Command),
        ("ProcessInvoicePaidCommand", Label::Command),
        ("RemoveSelected", Label::Command),
        ("archive_photos_when_album_deleted", Label::Command),
        ("album_archived_when_empty", Label::Past),
        ("ListVMsBoundToHost", Label::Query),
        ("ShipmentNeedsReroute", Label::Present),
        // Hooks that tell when they run at their end.
        ("page.changeTitle:before", Label::Future),
        ("page.changeTitle:after", Label::Command),
        ("invoice_save_before", Label::Future),
        ("FETCH_INVOICES_SUCCESS", Label::Nominal),
        ("button_triple_press", Label::Nominal),
        ("WithdrawReason", Label::Command),
        // … but not whatever looks like these.
        ("SetWasUpdated", Label::Past),
        ("GuestWasUnableToPay", Label::Past),
        ("ProcessingFailedOrders", Label::Progressive),
        ("WaitingTime", Label::Nominal),
        ("TotalOrdersThisWeek", Label::Nominal),
        ("ProfileUpdateForm", Label::Nominal),
        ("GetPaymentFailure", Label::Query),
        ("RecordResponse", Label::Command),
        ("ProcessEventQueue", Label::Command),
        // Someone, an act, what it was done to.
        ("lamp_set_colour", Label::Command),
        ("OptionSetAssignment", Label::Nominal),
        ("onGuestSendInvite", Label::Command),
        ("LoginEventStream", Label::Nominal),
        ("GET_INVOICE_RESPONSE", Label::Nominal),
        ("GoOffline", Label::Command),
        ("purge_expired", Label::Command),
        ("WaitingCompletion", Label::Progressive),
        ("ClosingFailedDueToLimits", Label::Past),
        ("worker_before_run_tasks", Label::Future),
        ("DeclineReason", Label::Nominal),
        // Several occurrences are no more acted on than one; what an order is about is.
        ("TicketRefundFailures", Label::Nominal),
        ("SkinLoadErrors", Label::Nominal),
        ("ListImportErrors", Label::Query),
        ("tag_deletions", Label::Nominal),
        ("ListPolicyModifications", Label::Query),
        ("credit_notes", Label::Nominal),
        ("ListViews", Label::Query),
        ("MergeGroups", Label::Command),
        ("LoginAttempts", Label::Nominal),
        ("ResetAttempts", Label::Command),
        ("TrackErrors", Label::Command),
        ("guest_ignore_warnings", Label::Command),
        ("SensorDetectsFaults", Label::Present),
        ("ClearingFaults", Label::Progressive),
        ("CacheSeatModifications", Label::Command),
        ("ProcessRentFailures", Label::Command),
        ("UserCreateSucceeds", Label::Present),
        ("ChangeApproval", Label::Nominal),
        ("ChangeSeatRenewal", Label::Command),
        // What stands behind `if`, or describes the thing dealt with, heads nothing.
        ("RefreshTokenIfNeeded", Label::Command),
        ("OrchardPrunedIfNeeded", Label::Past),
        ("guest_delete_scheduled_post", Label::Command),
        ("roadmap_update_archived_goal", Label::Command),
        ("FirmwareUpdateDownloadedToDevice", Label::Past),
        ("guest_submit_streaming_batch", Label::Command),
        ("meadow_remove_overrides", Label::Command),
        ("ChangeKeysAsync", Label::Command),
        // A phrase behind the last participle shows that one to be the verb.
        ("QueuedCallAnsweredByAgent", Label::Past),
        ("CasRegisteredServiceLoadedDueToTimeout", Label::Past),
        ("PackingItemRemovedFromBox", Label::Past),
        ("ImportCompletedWithErrors", Label::Past),
        ("DeleteStartedByGuest", Label::Past),
        ("ListUploadedAgain", Label::Past),
        ("ListBuiltInThemes", Label::Query),
        ("ListInstalledLocally", Label::Query),
        ("DeletingFileCreatedInFolder", Label::Progressive),
        ("RestoringFileDeletedFromDisk", Label::Progressive),
        ("SubmitClaimForPatientDenied", Label::Past),
        ("StatusUpdateReceivedGuest", Label::Past),
        ("schedule-retry-for-guest-notified", Label::Command),
        ("OrderItemForGuestShipped", Label::Past),
        ("lending.command.audit-loan", Label::Command),
        ("lending.events.audit-loan", Label::Nominal),
        ("gate.command.climate_log", Label::Nominal),
        ("gate.command.LimitSet", Label::Past),
        ("lease_type.set", Label::Past),
        ("create3dScene", Label::Command),
        ("load3d_scene", Label::Command),
        // Someone, an act, its object.
        ("GardenerTakeBlock", Label::Command),
        ("team_stop_instances", Label::Command),
        ("TeamRunContent", Label::Nominal),
        ("month_end_balance", Label::Nominal),
        ("bus_stop_times", Label::Nominal),
        ("employee_start_bonus", Label::Nominal),
        ("LeavingZoneAlert", Label::Nominal),
        ("guest_share_content", Label::Command),
        ("EnteringRoomError", Label::Nominal),
        ("JobRunsAsync", Label::Present),
        ("BikesPost", Label::Command),
        ("B2ListShelves", Label::Query),
        ("B2BOrderReview", Label::Nominal),
        ("RentPolicyTraverseShelf", Label::Command),
        ("tax_filing_due", Label::Nominal),
        ("SEATS_APPROACHING_CAPPED_AMOUNT", Label::Progressive),
        ("GuestApproachingGateAlert", Label::Nominal),
        ("Acme.Compute/machines/restart/action", Label::Command),
        ("Acme.Compute/machines/powerOff/action", Label::Command),
        ("Acme.Vault/safes/listSeals/action", Label::Query),
        ("acme/orders/action", Label::Nominal),
        ("RefundInformation", Label::Nominal),
        ("CaptureGuestInformation", Label::Command),
        ("PaymentExceedingLimitRejectedByBank", Label::Past),
        ("acme/test_result/action", Label::Nominal),
        ("chat.isGuestInRoom", Label::Query),
        ("guest.isFavoriteChanged", Label::Past),
        ("server.is_down", Label::Present),
        ("order.is_paid", Label::Present),
        ("room.has_guests", Label::Present),
        ("rental.review_request", Label::Nominal),
        ("call_pause_recording", Label::Command),
        ("dm_expire_warn", Label::Command),
        ("NodeEnteringWinterMode", Label::Progressive),
        ("UsageReadingMode", Label::Nominal),
        ("COMMAND_TYPE_COMPLETE_REVIEW", Label::Command),
        // Capitals that run together, and a handler's `on` before them.
        ("ONGUESTADD", Label::Command),
        ("onhover", Label::Command),
        ("ONCHAIN", Label::Nominal),
        ("FollowViaLinkedIn", Label::Command),
        ("RestApiCall", Label::Nominal),
        ("EVENT_BLOCK_REWARD", Label::Nominal),
        ("onleave", Label::Nominal),
        ("onchainmint", Label::Nominal),
        ("ontokenrefresh", Label::Command),
        ("DECISION_TYPE_CHARGE_DATE", Label::Nominal),
        ("FeatureRequestAccess", Label::Nominal),
        // A state that is to be found out, an attempt within, alerts and buttons.
        ("CheckGateAuthorized", Label::Command),
        ("CheckOutEnabled", Label::Past),
        ("GateCheckEnabled", Label::Past),
        ("ToolCancelErrorDetail", Label::Nominal),
        ("team_delete_error_log", Label::Command),
        ("guest_get_failure_reason", Label::Query),
        ("GATE_FILTER_TALL_ORDERS", Label::Command),
        ("gate_filter_status", Label::Nominal),
        ("Fare Change Alert", Label::Nominal),
        ("ChangeFareAlert", Label::Command),
        ("LogoutAlert", Label::Nominal),
        ("TestAlert", Label::Command),
        ("garden_submit_btn", Label::Nominal),
        ("guest_unlock_screen", Label::Command),
        ("CheckWasAuthorized", Label::Past),
        ("CheckNotRequired", Label::Past),
        ("CheckMarkEnabled", Label::Past),
        ("PreventModalClose", Label::Command),
        ("GetMenuOpen", Label::Query),
        ("guest_submit_error_report", Label::Command),
        ("EmailFilterRules", Label::Nominal),
        ("GetKeyPressed", Label::Query),
        ("Added to Cart - Pump", Label::Past),
        ("Played Video - Intro", Label::Past),
        ("Create Order - Guest", Label::Command),
        ("gate_verify_code", Label::Command),
        // What carries an event in .NET, what a button says, and how far something is.
        ("LoadFinishedEventArgs", Label::Past),
        ("BoatStatusEventArgs", Label::Nominal),
        ("RecordEventArgs", Label::Nominal),
        ("GetQuoteClicked", Label::Past),
        ("get_quotes_viewed", Label::Query),
        ("HandleButtonClicked", Label::Command),
        ("LockStatus", Label::Nominal),
        ("UpdateStatus", Label::Command),
        ("AM-GATE-OPENED", Label::Past),
        ("AM_GATE_POLICY", Label::Nominal),
        ("prune_in_progress", Label::Nominal),
        ("CreateInProgressOrder", Label::Command),
        ("LampControlScanTelemetry", Label::Nominal),
        ("CallQueueLengthEvent", Label::Nominal),
        ("opened_notification", Label::Past),
        ("GATE_CONSTRUCT", Label::Command),
        ("record-guest-login", Label::Command),
        ("trial.conversion_to_paid", Label::Nominal),
        ("OrderChangedToPaid", Label::Past),
        ("ConfirmParcelPickedCommand", Label::Command),
        ("CreateOrderFailedCommand", Label::Past),
        ("BackgroundCheckOutcome", Label::Nominal),
        ("openindexpanel", Label::Command),
        ("opensearch", Label::Nominal),
        ("GuestCanOpenGateEnabled", Label::Past),
        ("GuestCanOpenGate", Label::Present),
        ("GUEST_PINNED_LAMPS_UPDATE", Label::Command),
        ("GuestRequestedUpdate", Label::Past),
        ("mark_in_transit", Label::Command),
        ("LampIngestHeartbeat", Label::Nominal),
        ("LoginFailedWrongPin", Label::Past),
        ("backup_failed_low_disk", Label::Past),
        ("DeleteFailedInvalidOrders", Label::Command),
        ("RetryFailedInvalidOrders", Label::Command),
        // Nouns that are pasts too, before what they describe.
        ("ShotClock", Label::Nominal),
        ("thought_process", Label::Nominal),
        ("DroveTruck", Label::Past),
        ("RoseAboveLevel", Label::Past),
        ("ShotTaken", Label::Past),
        // A notification of what has happened, and one that is sent.
        ("CreateBookingFailedNotification", Label::Past),
        ("SendBookingFailedNotification", Label::Command),
        ("RetryFailedMessage", Label::Command),
        ("DeleteLastSentMessage", Label::Command),
        ("PostTitleChangedNotification", Label::Past),
        ("chat.post_order_shipped_message", Label::Command),
        ("RemoveRentFailedNotification", Label::Command),
        ("RetryRentFailedNotification", Label::Past),
        ("GetPaymentFailedMessage", Label::Query),
        ("EnableTripCancelledNotification", Label::Command),
        ("DepositCoinsEvent", Label::Command),
        ("AuditEntryEvent", Label::Nominal),
        ("SkipForward", Label::Command),
        ("DealCardsToPlayersCommand", Label::Command),
        ("EVENT_TYPE_ORDER_SHIPPED", Label::Past),
        ("login_failed_kiosk", Label::Past),
        ("HarborServiceDegraded", Label::Past),
        ("ArchivedGateRemoval", Label::Nominal),
        ("AbortedGateRemoval", Label::Past),
        ("GateRequestedHarborRemoval", Label::Past),
        ("RecordGateCreation", Label::Nominal),
        ("RequestGateCreation", Label::Command),
        ("NumberOfClosedGates", Label::Nominal),
        ("harbor_caching_information", Label::Nominal),
        ("harbor_gate_show", Label::Query),
        ("sudo_set_berth_limit", Label::Command),
        ("LandOnGround", Label::Nominal),
        ("GateMalformed", Label::Nominal),
        ("HARBOR_APPROACHING_TIMEOUT", Label::Progressive),
        ("cmd_result", Label::Nominal),
        ("book_berth_click", Label::Nominal),
        ("TrackBerthClick", Label::Command),
        ("cancel_berth_form_submit", Label::Command),
        ("search_berth_click", Label::Nominal),
        ("CreatePageView", Label::Command),
        ("clickedEditBerth", Label::Past),
        ("harbor found to be closed", Label::Past),
        ("HarborToBeClosed", Label::Future),
        ("gate.setPaused", Label::Command),
        ("CheckTidesAvailable", Label::Command),
        ("CheckBerthAvailable", Label::Nominal),
        ("SendSignupFailedMail", Label::Command),
        ("ScannerDetectedGateRemoval", Label::Past),
        ("QueuedGateRemoval", Label::Past),
        ("DelayGateRemoval", Label::Command),
        ("SaveClickCommand", Label::Command),
        ("MoveAndClick", Label::Command),
        ("BuyWithOneClick", Label::Command),
        ("ClickedStateChange", Label::Nominal),
        ("share_list_by_gate", Label::Command),
        ("UserFindByMailHandler", Label::Nominal),
        ("toast_show", Label::Nominal),
        ("UserAfterRenamedHook", Label::Past),
        ("UserSharingInformation", Label::Progressive),
        ("DegradedHarborRepair", Label::Command),
        ("SlewRate", Label::Nominal),
        ("SupportsRequest", Label::Nominal),
        ("BerthExpectedToBePaid", Label::Future),
        ("promptForBerth", Label::Command),
        ("gate/toggle-discreet", Label::Command),
        ("harbor_lookup_by_name", Label::Query),
        ("gate_count_by_harbor", Label::Nominal),
        ("supports_tides", Label::Present),
        ("SlewToHarbor", Label::Command),
        ("HarborTalkShow", Label::Nominal),
    ];
    for (name, label) in cases {
        assert_eq!(grammar.judge(name).label, label, "{name}");
    }
}

#[test]
fn words_that_run_together_come_apart() {
    let grammar = Grammar::default();
    for (name, label, suggestion) in [
        ("ordercreated", Label::Past, None),
        ("userloggedin", Label::Past, None),
        ("shop.paymentfailed", Label::Past, None),
        ("createorder", Label::Command, Some("ordercreated")),
        ("getuser", Label::Query, None),
        ("dragstart", Label::Command, Some("dragstarted")),
        ("createsecondary", Label::Command, Some("secondarycreated")),
        ("interactive", Label::Nominal, None),
        ("membership", Label::Nominal, None),
        ("salesforce", Label::Nominal, None),
    ] {
        let verdict = grammar.judge(name);
        assert_eq!(verdict.label, label, "{name}");
        let suggestions = verdict.suggestions();
        assert_eq!(
            suggestions.first().map(String::as_str),
            suggestion,
            "{name}"
        );
    }
    assert_eq!(grammar.judge("ordercreated").verb, Some("created"));
}

#[test]
fn reasons_teach() {
    let grammar = Grammar::default();
    let cases = [
        (
            "CreateOrder",
            "`Create` is in its base form and comes first: this tells someone to create an order; an event states what has happened",
        ),
        (
            "AdminCreateOwnership",
            "`Create` is in its base form and comes before its object: this tells someone to create ownership; an event states what has happened",
        ),
        (
            "OrderPlaced",
            "`Placed` is in the past tense and heads the name: it tells what has happened",
        ),
        (
            "role_creation",
            "`creation` is a noun and no verb; an event states what has happened",
        ),
        (
            "page.changeTitle:before",
            "`before` puts it before the fact; an event states what has happened",
        ),
        (
            "BackupReady",
            "`Ready` is a state and no verb; an event states what has happened",
        ),
        (
            "GetOrder",
            "`Get` asks for something; an event states what has happened",
        ),
        (
            "reject",
            "`reject` alone, in its base form, is an order; an event states what has happened",
        ),
        (
            "BookHour",
            "`Book` is in its base form and comes first: this tells someone to book an hour; an event states what has happened",
        ),
        (
            "StartedCleaning",
            "`Started` is in the past tense: it tells what has happened, but cleaning reads better before it",
        ),
        ("", "there are no words in it to judge"),
    ];
    for (name, reason) in cases {
        assert_eq!(grammar.judge(name).reason(), reason, "{name}");
    }
}

#[test]
fn affixes_are_pointed_at() {
    let grammar = Grammar::default();
    let name = "com.acme.OrderPlacedDomainEventV2";
    let verdict = grammar.judge(name);
    let affixes: Vec<_> = verdict
        .affixes
        .iter()
        .map(|affix| (affix.kind, affix.text))
        .collect();
    assert_eq!(
        affixes,
        [
            (AffixKind::Namespace, "com.acme."),
            (AffixKind::Event, "DomainEvent"),
            (AffixKind::Version, "V2"),
        ]
    );
    let suffix = verdict.affixes.suffix.expect("a suffix");
    assert_eq!(verdict.without(&suffix), "com.acme.OrderPlacedV2");
    let handler = grammar.judge("onOrderPlaced");
    assert_eq!(
        handler.without(&handler.affixes.prefix.expect("a prefix")),
        "orderPlaced"
    );
    assert_eq!(grammar.judge("SendMessage").affixes.suffix, None);
}

#[test]
fn crud_is_the_main_verbs() {
    let grammar = Grammar::default();
    assert!(grammar.judge("OrderStatusChangedToPaid").crud);
    assert!(grammar.judge("onDidChangeConfiguration").crud);
    assert!(!grammar.judge("BacklogItemMarkedAsRemoved").crud);
    assert!(!grammar.judge("UpdateOrder").crud);
}

#[test]
fn numbers_do_not_hide_a_word() {
    let grammar = Grammar::default();
    assert_eq!(grammar.judge("OrderPlaced2").label, Label::Past);
    assert_eq!(grammar.judge("order_placed_2").label, Label::Past);
    assert_eq!(grammar.judge("2FAEnabled").label, Label::Past);
}

#[test]
fn a_house_has_words_of_its_own() {
    let plain = Grammar::default();
    assert_ne!(plain.judge("FrobnicateWidget").label, Label::Command);
    let house = Grammar::default()
        .with_verbs(["frobnicate"])
        .with_nouns(["spawn"])
        .with_acronyms(["eKYC"]);
    assert_eq!(
        house.judge("FrobnicateWidget").suggestions(),
        ["WidgetFrobnicated"]
    );
    assert_eq!(house.judge("WidgetFrobnicated").lemma, Some("frobnicate"));
    assert_eq!(house.judge("EnemySpawn").label, Label::Nominal);
    assert_eq!(house.judge("eKYCPassed").label, Label::Past);
}

#[test]
fn other_languages_get_no_confident_verdict() {
    let grammar = Grammar::default();
    for name in [
        "ZaakGewijzigd",
        "PedidoCriado",
        "BestellungAufgegeben",
        "JournalfoeringHendelseRecord",
        "Behandling",
        "注文作成",
        "طلب",
    ] {
        assert!(grammar.judge(name).is_doubtful(), "{name}");
    }
    let none = Grammar::default().with_language(Language::None);
    let verdict = none.judge("CreateOrder");
    assert_eq!((verdict.label, verdict.confidence), (Label::Nominal, 0.0));
    assert_eq!(verdict.suggestions(), [""; 0]);
}

#[test]
fn spellings_compare_equal() {
    for (one, other) in [
        ("OrderCancelled", "order_canceled"),
        ("ColourChanged", "color.changed"),
        ("DataSynchronised", "DataSynchronized"),
        ("ParcelLabelled", "parcel-labeled"),
        ("FulfilmentStarted", "FulfillmentStarted"),
    ] {
        assert_eq!(fold(one), fold(other));
    }
    assert_ne!(fold("OrderPlaced"), fold("OrderPriced"));
}

#[test]
fn words_inflect() {
    let grammar = Grammar::default();
    assert_eq!(grammar.past_of("Ship"), "shipped");
    assert_eq!(grammar.past_of("resend"), "resent");
    assert_eq!(grammar.singular_of("entries"), "entry");
    assert_eq!(grammar.singular_of("addresses"), "address");
    assert_eq!(grammar.singular_of("status"), "status");
    assert_eq!(grammar.plural_of("box"), "boxes");
    assert!(grammar.is_verb("create") && !grammar.is_verb("order"));
    assert!(grammar.can_be_verb("order") && grammar.is_past("sent"));
}

#[test]
fn bad_input_gets_a_doubtful_answer() {
    let grammar = Grammar::default();
    let long = "x".repeat(10_000);
    let many = "Ab".repeat(5_000);
    for name in [
        "",
        "a",
        "42",
        "🎉",
        "\u{0}\u{7}",
        "\u{202e}abc",
        "___",
        "...",
        &long,
        &many,
    ] {
        let verdict = grammar.judge(name);
        assert!(
            verdict.is_doubtful(),
            "{:?} {}",
            &name[..name.len().min(10)],
            verdict.confidence
        );
        verdict.reason();
        verdict.suggestions();
    }
}

#[test]
fn verbs_may_be_joined_without_end() {
    let (grammar, updates) = (Grammar::default(), "OrUpdate".repeat(5_000));
    let suggestions = grammar
        .judge(&format!("Create{updates}Order"))
        .suggestions();
    let told = "OrUpdated".repeat(5_000);
    assert_eq!(suggestions, [format!("OrderCreated{told}")]);
}

proptest! {
    #[test]
    fn nothing_panics(name in "(?s).{0,80}") {
        let grammar = Grammar::default();
        let verdict = grammar.judge(&name);
        verdict.reason();
        verdict.suggestions();
        verdict.affixes.iter().for_each(|affix| drop(verdict.without(&affix)));
        prop_assert!((0.0..=1.0).contains(&verdict.confidence));
    }

    #[test]
    fn names_of_words_do_not_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "on", "before", "will", "is", "being", "to", "be", "not", "no", "set", "order", "placed",
                "create", "event", "command", "request", "v2", "upcoming", "failed", "out", "check",
                "by", "ready", "ing", "ed", "s", "message", "has", "been", "about", "new", "login",
            ]),
            0..7,
        ),
        separator in prop::sample::select(vec!["_", ".", "-", " ", "/", ":"]),
    ) {
        let grammar = Grammar::default();
        let name = words.join(separator);
        let verdict = grammar.judge(&name);
        verdict.reason();
        for suggestion in verdict.suggestions() {
            prop_assert!(!suggestion.is_empty());
        }
    }
}
