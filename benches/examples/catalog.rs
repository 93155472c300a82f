//! Writes a generated catalog: `cargo run -p factum-benches --example catalog -- 10000 /tmp/big`.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let events = arguments.next().and_then(|count| count.parse().ok());
    let (Some(events), Some(folder)) = (events, arguments.next()) else {
        eprintln!("write how many events, and into which folder");
        std::process::exit(2);
    };
    for file in factum_benches::catalog(events) {
        let path = Path::new(&folder).join(&*file.path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(path, file.text.as_bytes())?;
    }
    Ok(())
}
