//! A program of a test: its files, and what cargo makes of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of the crate `factum`.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// A package of its own. All programs share one folder of what is built, and the locked
/// dependencies of this workspace, so that nothing is built twice and nothing fetched.
pub struct Program {
    folder: PathBuf,
}

/// What cargo did.
pub struct Told {
    /// Whether it went well.
    pub succeeded: bool,
    /// What the program wrote.
    pub stdout: String,
    /// What the compiler wrote.
    pub stderr: String,
}

impl Program {
    /// A package without sources. Its name has to be unlike those of all others.
    pub fn new(name: &str) -> Program {
        let folder = built().join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        let program = Program { folder };
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n\
             factum = {{ path = {ROOT:?}, features = [\"catalog\", \"config\", \"registry\"] }}\n\
             time = {{ version = \"0.3\", default-features = false }}\n\
             uuid = {{ version = \"1\", default-features = false }}\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n\n[workspace]\n"
        );
        program.write("Cargo.toml", &manifest);
        let lock = fs::read_to_string(Path::new(ROOT).join("Cargo.lock")).unwrap();
        program.write("Cargo.lock", &lock);
        program
    }

    /// Writes a file of the package.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The path of a file of the package.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Runs a command of cargo in the package.
    pub fn cargo(&self, command: &str) -> Told {
        let output = Command::new(env!("CARGO"))
            .args([command, "--offline", "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", built().join("target"))
            .env("CARGO_TERM_COLOR", "never")
            .env("RUST_BACKTRACE", "0")
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        let Output {
            status,
            stdout,
            stderr,
        } = output;
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Told {
            succeeded: status.success(),
            stdout: text(stdout),
            stderr: text(stderr),
        }
    }
}

fn built() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs")
}
