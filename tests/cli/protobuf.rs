//! Protobuf folders from end to end.

use insta::assert_snapshot;

use crate::comparing::git;
use crate::sandbox::Sandbox;

const EVENTS: &str = "\
syntax = \"proto3\";

package acme.orders.v1;

import \"acme/money.proto\";
import \"buf/validate/validate.proto\";
import \"google/protobuf/timestamp.proto\";

// A customer submitted a basket.
message OrderPlaced {
  string order_id = 1 [(buf.validate.field).string.uuid = true];
  acme.Money total = 2;
  double discount_amount = 3;
  optional string coupon = 4;
  Channel channel = 5;
  google.protobuf.Timestamp placed_at = 6;

  enum Channel {
    CHANNEL_WEB = 0;
    CHANNEL_STORE = 1;
  }
}

// factum: allow(command-shaped) the name is older than the rule
// The customer gave up.
message CancelOrder {
  string order_id = 1;
  int64 cancelled_at = 2;
}

message FindOrder {
  string order_id = 1;
}

message Order {
  string order_id = 1;
}

service Orders {
  rpc Find(FindOrder) returns (Order);
}
";
const MONEY: &str = "\
syntax = \"proto3\";

package acme;

message Money {
  int64 minor_units = 1;
  string currency = 2;
}
";

fn sandbox() -> Sandbox {
    Sandbox::new(&[
        ("proto/acme/orders/v1/events.proto", EVENTS),
        ("proto/acme/money.proto", MONEY),
        ("factum.toml", "[breaking]\nregistry = \"registry\"\n"),
    ])
}

#[test]
fn a_folder_is_linted_and_listed() {
    let sandbox = sandbox();
    assert_snapshot!("protobuf_lint", sandbox.run(&["lint", "proto"]));
    assert_snapshot!("protobuf_list", sandbox.run(&["list", "proto"]));
}

#[test]
fn changes_are_judged_against_a_revision() {
    let sandbox = sandbox();
    git(&sandbox, &["init", "--quiet"]);
    git(&sandbox, &["add", "."]);
    git(&sandbox, &["commit", "--quiet", "-m", "one"]);
    assert_eq!(
        sandbox.run(&["breaking", "--against", "HEAD"]).code,
        Some(0)
    );
    let changed = EVENTS
        .replace("int64 cancelled_at", "string cancelled_at")
        .replace("  optional string coupon = 4;\n", "")
        .replace("CHANNEL_STORE = 1", "CHANNEL_SHOP = 1");
    sandbox.write("proto/acme/orders/v1/events.proto", changed);
    sandbox.write(
        "proto/acme/money.proto",
        MONEY.replace("int64 minor_units", "string minor_units"),
    );
    assert_snapshot!(
        "protobuf_breaking",
        sandbox.run(&["breaking", "--against", "HEAD"])
    );
    assert_snapshot!(
        "protobuf_changelog",
        sandbox.run(&["changelog", "--against", "HEAD"])
    );
}

#[test]
fn what_is_published_holds_what_it_imports() {
    let sandbox = sandbox();
    let publish = ["publish", "--to", "dir:registry"];
    assert_eq!(sandbox.run(&publish).code, Some(0));
    let placed = sandbox.read("registry/acme.orders.v1.OrderPlaced.protobuf/1.proto");
    assert!(
        placed.starts_with(EVENTS) && placed.ends_with(MONEY),
        "{placed}"
    );
    let again = sandbox.run(&publish);
    assert!(again.stderr.contains("2 subjects as published"), "{again}");
    sandbox.write(
        "proto/acme/money.proto",
        MONEY.replace("int64 minor_units", "string minor_units"),
    );
    let refused = sandbox.run(&publish);
    assert_eq!(refused.code, Some(1), "{refused}");
    let money = "proto/acme/money.proto:6:10";
    assert!(refused.stdout.contains(money), "{refused}");
}

#[test]
fn an_import_is_linted_as_what_it_was_made_from() {
    let sandbox = sandbox();
    let import = sandbox.run(&["import", "proto"]);
    assert_eq!(import.code, Some(0), "{import}");
    assert_snapshot!(
        "protobuf_import",
        format!("{import}\n{}", sandbox.read("catalog/acme.orders.yaml"))
    );
    let lint = sandbox.run(&["lint", "catalog"]);
    for rule in ["money-in-float", "time-in-number"] {
        assert!(lint.stdout.contains(rule), "{lint}");
    }
}

#[test]
fn a_mistake_has_its_line_and_column() {
    let sandbox = Sandbox::new(&[
        (
            "a.proto",
            "syntax = \"proto3\";\nmessage OrderPlaced {\n  string id 1;\n}\n",
        ),
        (
            "b.proto",
            "syntax = \"proto3\";\nmessage OrderPaid {\n  Sum sum = 1;\n}\nmessage Sun {}\n",
        ),
    ]);
    assert_snapshot!("protobuf_mistakes", sandbox.run(&["lint"]));
}
