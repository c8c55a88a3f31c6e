//! Is it a picture, of which format and size; and can it be set as it is.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::document::PictureFormat;
use crate::limits::{ALL_POINTS, POINTS};
use crate::message;
use crate::message::Message;

/// What was found out about a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Probed {
    pub format: PictureFormat,
    /// Width and height in pixels.
    pub size: [u32; 2],
    /// The file to set instead, where not every program knows the format.
    pub converted: Option<Vec<u8>>,
}

/// Pixels on one side: more than any sheet can show.
const LONGEST_SIDE: u32 = 20_000;
/// Bytes a picture may take once it is unpacked.
const LARGEST: u64 = POINTS * 4;

/// Looks at a file; or says in words why it cannot be set. Adds the points that have to be unpacked to `unpacked`.
pub(super) fn probe(bytes: &[u8], unpacked: &mut u64) -> Result<Probed, Message> {
    let format = image::guess_format(bytes).map_err(|_| unknown(bytes))?;
    match format {
        ImageFormat::Jpeg if is_whole_jpeg(bytes)? => {
            let mut decoder = reader(bytes, format).into_decoder().map_err(|error| broken(&error))?;
            match decoder.orientation().unwrap_or(Orientation::NoTransforms) {
                Orientation::NoTransforms => {
                    let size = checked(decoder.dimensions())?;
                    Ok(Probed { format: PictureFormat::Jpeg, size, converted: None })
                }
                held => {
                    check_points(decoder.dimensions(), unpacked)?;
                    upright(bytes, held)
                }
            }
        }
        ImageFormat::Png => {
            // Read to its last line: a PDF is painted from the pixels.
            check_points(dimensions(bytes, format)?, unpacked)?;
            let picture = decoded(bytes, format)?;
            let size = checked((picture.width(), picture.height()))?;
            Ok(Probed { format: PictureFormat::Png, size, converted: None })
        }
        ImageFormat::Jpeg | ImageFormat::Gif | ImageFormat::WebP | ImageFormat::Bmp => {
            check_points(dimensions(bytes, format)?, unpacked)?;
            let picture = decoded(bytes, format)?;
            let size = checked((picture.width(), picture.height()))?;
            Ok(Probed { format: PictureFormat::Png, size, converted: Some(png(&picture)?) })
        }
        _ => Err(unknown(bytes)),
    }
}

fn dimensions(bytes: &[u8], format: ImageFormat) -> Result<(u32, u32), Message> {
    reader(bytes, format).into_dimensions().map_err(|error| broken(&error))
}

/// Refuses what has too many points before it is unpacked, by itself or together with those before it.
fn check_points((width, height): (u32, u32), unpacked: &mut u64) -> Result<(), Message> {
    let points = u64::from(width) * u64::from(height);
    if points > POINTS {
        return Err(message!(
            "is %{width} × %{height} pixels and cannot be set; save it with at most %{most} million pixels, or as JPEG",
            width = width,
            height = height,
            most = POINTS / 1_000_000
        ));
    }
    *unpacked += points;
    if *unpacked > ALL_POINTS {
        return Err(message!(
            "is left out: the pictures of the text have more than %{most} million pixels; save them as JPEG",
            most = ALL_POINTS / 1_000_000
        ));
    }
    Ok(())
}

fn reader(bytes: &[u8], format: ImageFormat) -> ImageReader<Cursor<&[u8]>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(LARGEST);
    reader.limits(limits);
    reader
}

fn decoded(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Message> {
    reader(bytes, format).decode().map_err(|error| broken(&error))
}

/// A photograph its camera `held` another way (EXIF), turned: Word and PDF show the pixels as they lie.
fn upright(bytes: &[u8], held: Orientation) -> Result<Probed, Message> {
    let mut picture = decoded(bytes, ImageFormat::Jpeg)?;
    picture.apply_orientation(held);
    let size = checked((picture.width(), picture.height()))?;
    Ok(Probed { format: PictureFormat::Jpeg, size, converted: Some(jpeg(&picture)?) })
}

fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, Message> {
    /// The eye sees no difference to the original.
    const QUALITY: u8 = 92;
    let mut out = Vec::new();
    picture
        .write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))
        .map_err(|error| broken(&error))?;
    Ok(out)
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, Message> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).map_err(|error| broken(&error))?;
    Ok(out.into_inner())
}

fn checked((width, height): (u32, u32)) -> Result<[u32; 2], Message> {
    if width == 0 || height == 0 || width > LONGEST_SIDE || height > LONGEST_SIDE {
        return Err(message!(
            "is %{width} × %{height} pixels and cannot be set",
            width = width,
            height = height
        ));
    }
    Ok([width, height])
}

/// Whether a JPEG can be set as it is: in the colours of a screen. One cut off in the middle is refused.
fn is_whole_jpeg(bytes: &[u8]) -> Result<bool, Message> {
    const END: [u8; 2] = [0xff, 0xd9];
    /// Some programs write a few bytes behind the end.
    const BEHIND: usize = 4096;
    let tail = &bytes[bytes.len().saturating_sub(BEHIND)..];
    if memchr::memmem::rfind(tail, &END).is_none() {
        return Err(message!("is cut off; save it again"));
    }
    Ok(components(bytes).is_some_and(|count| count != 4))
}

/// How many colours a JPEG has: four are inks, which a PDF for the archive must not hold.
fn components(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        let frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if frame {
            return bytes.get(at + 9).copied();
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        at += 2 + length.max(2);
    }
}

fn broken(error: &dyn std::fmt::Display) -> Message {
    message!("cannot be read (%{problem}); save it again", problem = error.to_string())
}

/// What a file is that is no picture to be set.
fn unknown(bytes: &[u8]) -> Message {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).to_ascii_lowercase();
    match () {
        () if bytes.is_empty() => message!("is empty; save it again"),
        () if start.contains("<svg") => message!("is an SVG drawing; save it as PNG"),
        () if start.contains("<html") || start.contains("<!doctype") => {
            message!("is a web page and no picture; save it again")
        }
        () => message!("is in no format that can be set; save it as PNG or JPEG"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(90, 70).write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn what_every_program_knows_stays_as_it_is() {
        for (format, expected) in
            [(ImageFormat::Png, PictureFormat::Png), (ImageFormat::Jpeg, PictureFormat::Jpeg)]
        {
            let probed = probe(&file(format), &mut 0).unwrap();
            assert_eq!(probed, Probed { format: expected, size: [90, 70], converted: None });
        }
    }

    #[test]
    fn the_rest_becomes_png() {
        for format in [ImageFormat::Gif, ImageFormat::Bmp, ImageFormat::WebP] {
            let probed = probe(&file(format), &mut 0).unwrap();
            assert_eq!((probed.format, probed.size), (PictureFormat::Png, [90, 70]));
            let converted = probed.converted.unwrap();
            assert_eq!(probe(&converted, &mut 0).unwrap().size, [90, 70]);
        }
    }

    #[test]
    fn a_photograph_stands_upright() {
        // The top row black: in the file it is the left column of a picture to be turned clockwise.
        let mut picture = DynamicImage::new_rgb8(40, 30).into_rgb8();
        picture.enumerate_pixels_mut().for_each(|(x, _, pixel)| pixel.0 = [if x < 8 { 0 } else { 255 }; 3]);
        let mut file = jpeg(&picture.into()).unwrap();
        let exif =
            b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        file.splice(2..2, exif.iter().copied());
        let probed = probe(&file, &mut 0).unwrap();
        assert_eq!((probed.format, probed.size), (PictureFormat::Jpeg, [30, 40]));
        let turned = decoded(&probed.converted.unwrap(), ImageFormat::Jpeg).unwrap().into_luma8();
        assert_eq!([turned.get_pixel(15, 3).0[0] < 40, turned.get_pixel(3, 30).0[0] > 215], [true; 2]);
    }

    #[test]
    fn what_is_broken_says_why() {
        for (bytes, why) in [
            (file(ImageFormat::Png)[..60].to_vec(), "cannot be read"),
            (file(ImageFormat::Jpeg)[..300].to_vec(), "cut off"),
            (b"<svg xmlns=''></svg>".to_vec(), "SVG"),
            (b"<!DOCTYPE html><title>404".to_vec(), "web page"),
            (Vec::new(), "empty"),
            (b"GIF89a".to_vec(), "cannot be read"),
        ] {
            let found = probe(&bytes, &mut 0).unwrap_err().to_string();
            assert!(found.contains(why), "{found}");
        }
    }
}
