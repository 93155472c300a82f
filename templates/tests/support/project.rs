//! A crate around generated Rust.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use factum_templates::Generated;

/// A crate in the target directory, which is compiled with the dependencies that the generated
/// modules say they need.
pub struct Project {
    folder: PathBuf,
    modules: String,
    /// By the crate.
    dependencies: BTreeMap<String, String>,
}

impl Project {
    /// A crate without modules.
    pub fn new(name: &str) -> Project {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(folder.join("src"));
        fs::create_dir_all(folder.join("src")).unwrap();
        Project {
            folder,
            modules: String::new(),
            dependencies: BTreeMap::from([(
                "serde_json".to_owned(),
                "serde_json = { version = \"1\", features = [\"float_roundtrip\"] }".to_owned(),
            )]),
        }
    }

    /// Adds what was generated, with `.` for the directory, as a module.
    pub fn add_module(&mut self, name: &str, generated: &Generated) {
        for (path, bytes) in generated.outputs.iter() {
            let file = self.folder.join("src").join(name).join(path.as_str());
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, bytes).unwrap();
            if path.as_str() == "mod.rs" {
                let text = String::from_utf8_lossy(bytes);
                let lines = text.lines().filter_map(|line| line.strip_prefix("//! "));
                let lines = lines
                    .skip_while(|line| !line.starts_with("```toml"))
                    .skip(1);
                let lines = lines.take_while(|line| !line.starts_with("```"));
                for line in lines {
                    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
                    let line = match line.strip_prefix("factum = { version") {
                        Some(_) => format!(
                            "factum = {{ path = \"{path}\", {}",
                            &line[line.find("features").unwrap()..]
                        ),
                        None => line.to_owned(),
                    };
                    // A longer line has all features of a shorter one, and more.
                    let name = line.split(' ').next().unwrap_or_default();
                    let known = self.dependencies.entry(name.to_owned()).or_default();
                    if known.len() < line.len() {
                        *known = line;
                    }
                }
            }
        }
        self.modules.push_str(&format!("mod {name};\n"));
    }

    /// The text of `main.rs`, before which the modules come.
    pub fn write_main(&mut self, text: &str) {
        let text = text.replacen("\nuse ", &format!("\n{}\nuse ", self.modules), 1);
        fs::write(self.folder.join("src/main.rs"), text).unwrap();
    }

    /// What the program says to this input.
    pub fn run(&self, input: &str) -> String {
        let dependencies: Vec<_> = self.dependencies.values().map(String::as_str).collect();
        let manifest = format!(
            "[package]\nname = \"factum-generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{}\n\n\
             [workspace]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n",
            dependencies.join("\n")
        );
        fs::write(self.folder.join("Cargo.toml"), manifest).unwrap();
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, self.folder.join("Cargo.lock")).unwrap();
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let mut child = Command::new(env!("CARGO"))
            .args(["run", "--offline", "--quiet", "--target-dir"])
            .arg(target)
            .current_dir(&self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    }
}
