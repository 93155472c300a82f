//! The splitter and the casings.

use factum_grammar::words::{Case, recase, split};
use proptest::prelude::*;

fn words(name: &str) -> Vec<&str> {
    split(name).map(|word| word.text).collect()
}

#[test]
fn any_casing_splits_into_its_words() {
    let cases: [(&str, &[&str]); 25] = [
        ("OrderPlaced", &["Order", "Placed"]),
        ("orderPlaced", &["order", "Placed"]),
        ("ORDER_PLACED", &["ORDER", "PLACED"]),
        ("order-placed", &["order", "placed"]),
        (
            "com.acme.order.placed.v1",
            &["com", "acme", "order", "placed", "v1"],
        ),
        ("s3:ObjectCreated:Put", &["s3", "Object", "Created", "Put"]),
        ("Signed Up", &["Signed", "Up"]),
        ("KYCApproved", &["KYC", "Approved"]),
        ("2FAEnabled", &["2FA", "Enabled"]),
        ("OAuthTokenRevoked", &["OAuth", "Token", "Revoked"]),
        (
            "IntrospectOAuth2Token",
            &["Introspect", "OAuth", "2", "Token"],
        ),
        ("OrderPlacedV2", &["Order", "Placed", "V2"]),
        ("orderplacedv2", &["orderplaced", "v2"]),
        ("UserIDsMerged", &["User", "IDs", "Merged"]),
        ("Ipv4PoolCidr", &["Ipv4", "Pool", "Cidr"]),
        ("P2PTransferSent", &["P2P", "Transfer", "Sent"]),
        ("p2p_transfer_sent", &["p2p", "transfer", "sent"]),
        ("i18n.key.added", &["i18n", "key", "added"]),
        ("DDoSDetected", &["DDoS", "Detected"]),
        ("3DSecurePassed", &["3D", "Secure", "Passed"]),
        ("Order2Placed", &["Order2", "Placed"]),
        ("ÜberweisungAusgeführt", &["Überweisung", "Ausgeführt"]),
        ("__init__", &["init"]),
        ("", &[]),
        ("…", &[]),
    ];
    for (name, expected) in cases {
        assert_eq!(words(name), expected, "{name}");
    }
}

#[test]
fn names_tell_their_casing() {
    let cases = [
        ("OrderPlaced", Case::Pascal),
        ("orderPlaced", Case::Camel),
        ("order_placed", Case::Snake),
        ("ORDER_PLACED", Case::ScreamingSnake),
        ("order-placed", Case::Kebab),
        ("order.placed", Case::Dotted),
        ("orders/create", Case::Slashed),
        ("Order Placed", Case::Spaced),
        ("order", Case::Lower),
        ("ORDER", Case::Upper),
        ("order_Placed", Case::Mixed),
        ("order_placed-now", Case::Mixed),
        ("", Case::Mixed),
    ];
    for (name, case) in cases {
        assert_eq!(Case::of(name), case, "{name}");
    }
    assert!(Case::of("order").fits(Case::Snake) && !Case::of("order").fits(Case::Pascal));
}

#[test]
fn names_change_their_casing() {
    assert_eq!(recase("ORDER_PLACED", Case::Pascal), "OrderPlaced");
    assert_eq!(recase("KYCApproved", Case::Snake), "kyc_approved");
    assert_eq!(recase("kyc-approved", Case::Camel), "kycApproved");
    assert_eq!(recase("orderPlaced", Case::Spaced), "Order placed");
}

proptest! {
    #[test]
    fn no_letter_is_lost_or_invented(name in "(?s).{0,60}") {
        let kept: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
        prop_assert_eq!(split(&name).map(|word| word.text).collect::<String>(), kept);
    }

    #[test]
    fn words_stand_where_they_say(name in "[A-Za-z0-9_.:/ é-]{0,40}") {
        for word in split(&name) {
            prop_assert_eq!(&name[word.range()], word.text);
        }
    }

    #[test]
    fn recasing_keeps_the_words(name in "[a-z]{2,8}(_[a-z]{2,8}){1,4}") {
        for case in [Case::Pascal, Case::Camel, Case::ScreamingSnake, Case::Kebab, Case::Dotted] {
            let there = recase(&name, case);
            prop_assert_eq!(Case::of(&there), case);
            prop_assert_eq!(recase(&there, Case::Snake), name.clone());
        }
    }
}
