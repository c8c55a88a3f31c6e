//! Each package the program is built from has a licence `deny.toml` allows. `cargo deny check` asks the same for all systems
//! and more; this needs neither that tool nor a network.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;
use spdx::{Expression, LicenseItem, ParseMode};

#[derive(Deserialize)]
struct Deny {
    licenses: Policy,
}

#[derive(Deserialize)]
struct Policy {
    allow: BTreeSet<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    package: String,
    allow: BTreeSet<String>,
}

impl Policy {
    fn read() -> Self {
        let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap();
        toml::from_str::<Deny>(&file).unwrap().licenses
    }

    fn allows(&self, package: &str, licence: &str) -> bool {
        let more = self.exceptions.iter().find(|exception| exception.package == package);
        let expression = Expression::parse_mode(licence, ParseMode::LAX).unwrap();
        expression.evaluate(|required| match (&required.license, &required.addition) {
            (LicenseItem::Spdx { id, .. }, None) => {
                self.allow.contains(id.name) || more.is_some_and(|more| more.allow.contains(id.name))
            }
            // A licence WITH something that is added to it.
            (LicenseItem::Spdx { .. }, Some(_)) => {
                more.is_some_and(|more| more.allow.contains(&required.to_string()))
            }
            _ => false,
        })
    }
}

/// The packages of this system, those of the tests among them, as `cargo` lists them.
fn packages() -> Vec<Value> {
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let about = cargo(&["-vV"]);
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let all = ["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform", host];
    let mut metadata: Value = serde_json::from_str(&cargo(&all)).unwrap();
    serde_json::from_value(metadata["packages"].take()).unwrap()
}

#[test]
fn every_package_has_an_allowed_licence() {
    let policy = Policy::read();
    let packages = packages();
    assert!(packages.len() > 100, "only {} packages", packages.len());
    let faults: Vec<String> = packages
        .iter()
        .map(|package| (package["name"].as_str().unwrap(), package["license"].as_str()))
        .filter(|(name, licence)| !licence.is_some_and(|licence| policy.allows(name, licence)))
        .map(|(name, licence)| format!("{name}: {}; see deny.toml", licence.unwrap_or("no licence")))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_exception_is_for_a_package_that_is_used() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    for exception in Policy::read().exceptions {
        let package = exception.package;
        assert!(lock.contains(&format!("name = \"{package}\"\n")), "nobody uses {package}; see deny.toml");
    }
}

#[track_caller]
fn check(package: &str, licence: &str, allowed: bool) {
    assert_eq!(Policy::read().allows(package, licence), allowed, "{package}: {licence}");
}

#[test]
fn the_list_says_what_may_be_used() {
    check("any", "MIT", true);
    check("any", "MIT/Apache-2.0", true);
    check("any", "GPL-3.0-only OR MIT", true);
    check("any", "GPL-3.0-only", false);
    check("any", "MIT AND GPL-3.0-only", false);
    check("any", "Apache-2.0 WITH LLVM-exception", false);
    check("any", "MPL-2.0", false);
    check("selectors", "MPL-2.0", true);
    check("selectors", "GPL-3.0-only", false);
}
