//! What the compiler says of a type that breaks a rule.

#[test]
fn messages_of_the_derive() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/fail/*.rs");
    cases.pass("tests/ui/pass/*.rs");
}
