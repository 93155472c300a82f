//! Types from a catalog.

use std::fs;
use std::path::Path;

use crate::program::Program;

#[test]
fn experiment() {
    let program = Program::new("shop");
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shop/catalog")).unwrap() {
        let entry = entry.unwrap();
        program.write(&format!("events/{}", entry.file_name().to_str().unwrap()), &fs::read_to_string(entry.path()).unwrap());
    }
    program.write("factum.toml", "[generate.rust]\nout = 'x'\nstrip-prefix = 'com.acme.shop'\n");
    program.write("src/main.rs", "factum::catalog!(\"events/\");\nfn main() { println!(\"{}\", <orders::OrderPlaced as factum::Event>::avro_schema().to_json_pretty()); }");
    let told = program.cargo("run");
    println!("{}\n{}", told.stderr, told.stdout);
    assert!(told.succeeded);
}
