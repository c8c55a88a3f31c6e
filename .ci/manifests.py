#!/usr/bin/env python3
"""Writes the manifests of winget and scoop for an archive for Windows.

usage: manifests.py VERSION ARCHIVE DOWNLOADS FOLDER

DOWNLOADS: the address of the folder the archive will be downloaded from; if it is empty, one that is nowhere stands in the manifests.
FOLDER gets scoop/chengwen.json and winget/Chengwen.Chengwen*.yaml.
"""
import hashlib
import json
import pathlib
import sys

# What does not exist, by the standard (RFC 2606): a manifest that still has it fails at once.
NOWHERE = "https://chengwen.invalid"
NAME = "Chengwen.Chengwen"
# The version of the form of winget's manifests.
FORM = "1.6.0"
ABOUT = {
    "en-US": "Raw Chinese text off the web in, a finished official document (GB/T 9704-2012) in Word or PDF out",
    "zh-CN": "网页上的杂乱文本进，符合 GB/T 9704-2012 的 Word、PDF 公文出",
}


def scoop(version, address, home, sha256, stem):
    manifest = {
        "version": version,
        "description": ABOUT["en-US"],
        "homepage": home,
        "license": "MIT|Apache-2.0",
        "architecture": {"64bit": {"url": address, "hash": sha256, "extract_dir": stem}},
        "bin": "chengwen.exe",
    }
    return json.dumps(manifest, ensure_ascii=False, indent=4) + "\n"


def winget(version, address, home, sha256, stem):
    """Three files: which version, what to install, how it is called in a language (one more for a second)."""

    def manifest(kind, fields):
        schema = f"https://aka.ms/winget-manifest.{kind}.{FORM}.schema.json"
        lines = [f"# yaml-language-server: $schema={schema}", f"PackageIdentifier: {NAME}", f"PackageVersion: {version}", *fields]
        return "\n".join([*lines, f"ManifestType: {kind}", f"ManifestVersion: {FORM}", ""])

    def locale(kind, language):
        fields = ["Publisher: Chengwen", "PackageName: 成文" if language == "zh-CN" else "PackageName: chengwen"]
        fields += [f"PackageUrl: {home}", "License: MIT OR Apache-2.0", f"ShortDescription: {json.dumps(ABOUT[language], ensure_ascii=False)}"]
        return manifest(kind, [f"PackageLocale: {language}", *fields])

    installer = [
        "InstallerType: zip",
        "NestedInstallerType: portable",
        "NestedInstallerFiles:",
        f"- RelativeFilePath: {stem}\\chengwen.exe",
        "  PortableCommandAlias: chengwen",
        # What Rust's programs need.
        "MinimumOSVersion: 10.0.0.0",
        "Installers:",
        "- Architecture: x64",
        f"  InstallerUrl: {address}",
        f"  InstallerSha256: {sha256.upper()}",
    ]
    return {
        f"{NAME}.yaml": manifest("version", ["DefaultLocale: en-US"]),
        f"{NAME}.installer.yaml": manifest("installer", installer),
        f"{NAME}.locale.en-US.yaml": locale("defaultLocale", "en-US"),
        f"{NAME}.locale.zh-CN.yaml": locale("locale", "zh-CN"),
    }


def main(version, archive, downloads, folder):
    archive, folder = pathlib.Path(archive), pathlib.Path(folder)
    if not downloads:
        downloads = NOWHERE
        print(f"the manifests name {NOWHERE}: say with DOWNLOADS where the files will be")
    home = downloads.rstrip("/")
    what = (version, f"{home}/{archive.name}", home, hashlib.sha256(archive.read_bytes()).hexdigest(), archive.stem)
    for path, text in {"scoop/chengwen.json": scoop(*what), **{f"winget/{name}": text for name, text in winget(*what).items()}}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


main(*sys.argv[1:])
