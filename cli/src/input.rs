//! What the command line says to load.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use factum_catalog::Catalog;
use factum_project::config::Config;
use factum_project::failure::Result;
use factum_project::load::load;

/// What to load.
#[derive(Debug, Args)]
pub struct Input {
    /// Files and folders of the catalog [default: the folder of factum.toml, else this one]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub settings: SettingsFile,
}

/// Where the settings are.
#[derive(Debug, Args)]
pub struct SettingsFile {
    /// The settings [default: the nearest factum.toml at or above the paths]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

impl Input {
    /// The settings for what is to be loaded.
    pub fn config(&self) -> Result<Config> {
        Config::load(self.settings.config.as_deref(), &self.paths)
    }

    /// The paths, or what is loaded without any.
    pub fn roots(&self, config: &Config) -> Vec<PathBuf> {
        match &self.paths[..] {
            [] => vec![config.root.clone()],
            paths => paths.to_vec(),
        }
    }

    /// Everything under the paths. It is not freed: the command needs it to its end, and freeing
    /// millions of small pieces one by one takes longer than the end of the process does.
    pub fn load(&self, config: &Config) -> Result<ManuallyDrop<Catalog>> {
        load(&self.paths, config).map(ManuallyDrop::new)
    }
}
