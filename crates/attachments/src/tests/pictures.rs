//! Photographs as telephones write them, and pictures that are too large.

use super::*;

/// A photograph with these segments after its first marker.
fn photo_with(segments: &[u8]) -> Vec<u8> {
    [&PHOTO[..2], segments, &PHOTO[2..]].concat()
}

/// A chunk of a PNG; its check sum is not computed.
fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).expect("short").to_be_bytes();
    [&length[..], kind, body, &[0; 4]].concat()
}

#[test]
fn segments_that_cameras_add_to_a_photograph_stay() {
    // The orientation of the camera, with a preview, which is a whole picture.
    let exif =
        [&b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"[..], PHOTO].concat();
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    let photo = photo_with(&[b"\xff\xe1", &length[..], &exif].concat());
    let checked = check("a.jpg", &with(&photo, b"\xff\xd8\xff a second picture")).expect("taken");
    assert_eq!(checked.content, 0..photo.len(), "the whole picture, without the bytes after it");
    assert!(find(&photo[checked.content], b"Exif").is_some());
}

#[test]
fn filling_and_restart_markers_are_no_end() {
    assert_eq!(media_of("a.jpg", &photo_with(b"\xff\xff\xff\xfe\0\x03a")), Ok(Media::Jpeg));
    let scan = find(PHOTO, b"\xff\xda").expect("a scan");
    let after = scan + 2 + usize::from(u16::from_be_bytes([PHOTO[scan + 2], PHOTO[scan + 3]]));
    for inside in [&b"\xff\xd0"[..], b"\xff\xff\xd7", b"\xff\0"] {
        let photo = [&PHOTO[..after], inside, &PHOTO[after..]].concat();
        assert_eq!(
            check("a.jpg", &photo).map(|checked| checked.content),
            Ok(0..photo.len()),
            "{inside:?}"
        );
    }
    let unfinished = &PHOTO[..PHOTO.len() - 2];
    assert_eq!(check("a.jpg", unfinished), Err(Refused::Type));
}

#[test]
fn a_picture_of_endless_scans_is_refused() {
    let scan = find(PHOTO, b"\xff\xda").expect("a scan");
    let scans = |count: usize| {
        let body = PHOTO[scan..PHOTO.len() - 2].repeat(count);
        check("a.jpg", &[&PHOTO[..scan], &body, b"\xff\xd9"].concat()).map(|checked| checked.media)
    };
    assert_eq!(scans(10), Ok(Media::Jpeg));
    assert_eq!(scans(1000), Err(Refused::Dangerous));
}

#[test]
fn a_png_may_have_chunks_of_every_kind() {
    let body = SCAN.len() - 12;
    let more =
        [chunk(b"eXIf", b"MM\0*"), chunk(b"iTXt", b"Title\0\0\0vi\0\0a"), chunk(b"zzZz", &[7; 99])];
    let png = [&SCAN[..33], &more.concat(), &SCAN[33..body], &SCAN[body..]].concat();
    let checked = check("a.png", &with(&png, b"more")).expect("taken");
    assert_eq!(checked.content, 0..png.len());
}

#[test]
fn a_picture_too_large_to_unpack_is_refused() {
    let sized = |width: u32, height: u32| {
        let mut png = SCAN.to_vec();
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        media_of("a.png", &png)
    };
    assert_eq!(sized(10_000, 10_000), Ok(Media::Png));
    assert_eq!(sized(10_000, 10_001), Err(Refused::TooManyPixels));
    assert_eq!(sized(u32::MAX, u32::MAX), Err(Refused::TooManyPixels));
    assert_eq!(sized(0, 1), Err(Refused::Type));

    let frame = find(PHOTO, b"\xff\xc0\x00\x11\x08").expect("a frame");
    let mut photo = PHOTO.to_vec();
    photo[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    assert_eq!(check("a.jpg", &photo), Err(Refused::TooManyPixels));
}

#[test]
fn bytes_that_telephones_add_after_a_photograph_are_cut_off() {
    let film = |brand: &str| [&b"\0\0\0\x18ftyp"[..], brand.as_bytes(), &[0x5a; 4000]].concat();
    let samsung = b"\0\0\x30\x0aMotionPhoto_Data";
    for (name, appended) in [
        ("a film (Google)", film("mp42\0\0\0\0isommp42")),
        ("a film (Samsung)", [&samsung[..], &film("isom"), b"SEFH\x6b\0\0\0SEFT"].concat()),
        ("a second picture (MPO)", PHOTO.to_vec()),
        ("a map of brightness", [PHOTO, PROGRESSIVE].concat()),
        ("filling", vec![0; 100_000]),
        ("a line end", b"\r\n".to_vec()),
    ] {
        let checked = check("ảnh.jpg", &with(PHOTO, &appended)).expect(name);
        assert_eq!((checked.media, checked.content), (Media::Jpeg, 0..PHOTO.len()), "{name}");
    }
}

#[test]
fn pictures_of_several_colours_and_frames_are_taken() {
    // Four colours (CMYK) with the mark of the program that wrote them.
    let adobe = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x02";
    let frame = find(PHOTO, b"\xff\xc0\x00\x11\x08").expect("a frame");
    let four = b"\xff\xc0\x00\x14\x08\0\x10\0\x10\x04\x01\x11\0\x02\x11\0\x03\x11\0\x04\x11\0";
    let cmyk = [&PHOTO[..2], adobe, &PHOTO[2..frame], four, &PHOTO[frame + 19..]].concat();
    assert_eq!(media_of("a.jpg", &cmyk), Ok(Media::Jpeg));
    // An animated PNG: its control and frames are chunks like others.
    let control = chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let frame = [chunk(b"fcTL", &[0; 26]), chunk(b"fdAT", &[0; 20])].concat();
    let end = SCAN.len() - 12;
    let moving = [&SCAN[..33], &control, &SCAN[33..end], &frame, &SCAN[end..]].concat();
    assert_eq!(media_of("a.png", &moving), Ok(Media::Png));
}
