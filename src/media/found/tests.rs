use super::*;

const XMP: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description photoshop:City="Ulaanbaatar" photoshop:Country="Mongolia" photoshop:Credit="Agency &amp; Sons">
<dc:description><rdf:Alt>
  <rdf:li xml:lang="x-default">Riders &#8220;cross&#8221; the steppe &lt;fast&gt;.</rdf:li>
  <rdf:li xml:lang="mn">Морьтон</rdf:li>
</rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>Bat</rdf:li><rdf:li>Dorj</rdf:li></rdf:Seq></dc:creator>
<exif:DateTimeOriginal>2026-05-04T17:23:00+08:00</exif:DateTimeOriginal>
</rdf:Description></rdf:RDF></x:xmpmeta>"#;

fn records(records: &[(u8, u8, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (record, dataset, value) in records {
        let length = u16::try_from(value.len()).unwrap().to_be_bytes();
        bytes.extend([0x1c, *record, *dataset, length[0], length[1]]);
        bytes.extend_from_slice(value);
    }
    bytes
}

#[test]
fn xmp_has_its_first_caption_and_all_photographers() {
    let mut words = Words::default();
    words.add(xmp::read(XMP.as_bytes()));
    let found = words.found();
    assert_eq!(found.caption, "Riders “cross” the steppe <fast>.");
    assert_eq!(found.credit, "Bat, Dorj/Agency & Sons");
    assert_eq!(found.place, "Ulaanbaatar, Mongolia");
    assert_eq!(found.taken_on.unwrap().to_string(), "2026-05-04");
}

#[test]
fn records_of_agencies_are_read_in_and_outside_of_photoshops_resources() {
    let plain = records(&[
        (1, 90, UTF_8_MARK),
        (2, 55, b"20260504"),
        (2, 80, "Батаа".as_bytes()),
        (2, 90, b"Hovd"),
        (2, 110, b"MONTSAME"),
        (2, 120, "Гүүр".as_bytes()),
    ]);
    let mut wrapped = b"Photoshop 3.0\x008BIM\x04\x25\0\0\0\0\0\x01x\x008BIM\x04\x04\0\0".to_vec();
    wrapped.extend(u32::try_from(plain.len()).unwrap().to_be_bytes());
    wrapped.extend_from_slice(&plain);
    for bytes in [&plain, &wrapped] {
        let words = iim::read(bytes);
        assert_eq!((words.by.as_str(), words.agency.as_str()), ("Батаа", "MONTSAME"));
        assert_eq!((words.caption.as_str(), words.city.as_str()), ("Гүүр", "Hovd"));
        assert_eq!(words.taken_on.unwrap().to_string(), "2026-05-04");
    }
    // Without the mark, bytes that are no UTF-8 are Latin-1.
    assert_eq!(iim::read(&records(&[(2, 90, b"K\xf6ln")])).city, "Köln");
}

const UTF_8_MARK: &[u8] = b"\x1b%G";

#[test]
fn what_is_cut_off_or_nonsense_says_nothing_and_does_no_harm() {
    let whole = records(&[(2, 90, b"Hovd"), (2, 120, b"caption")]);
    for end in 0..whole.len() {
        iim::read(&whole[..end]);
    }
    for end in (0..XMP.len()).filter(|end| XMP.is_char_boundary(*end)) {
        xmp::read(&XMP.as_bytes()[..end]);
    }
    assert_eq!(iim::read(b"8BIM\x04\x04\xff"), Words::default());
    assert_eq!(iim::read(b"8BIM\x04\x04\0\0\xff\xff\xff\xff\0"), Words::default());
    assert_eq!(exif::read(b"Exif\0\0II*\0\xff\xff\xff\xff".to_vec()), Words::default());
    let deep = "<a>".repeat(100_000);
    assert_eq!(xmp::read(deep.as_bytes()), Words::default());
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\
                    <x><photoshop:City>&b;&b;</photoshop:City></x>";
    assert_eq!(xmp::read(entities.as_bytes()).city, "");
}

#[test]
fn what_cameras_write_without_being_asked_is_no_caption() {
    let mut words = Words::default();
    words.add(Words { caption: "OLYMPUS DIGITAL CAMERA  ".to_owned(), ..Words::default() });
    words.add(Words { caption: "A bridge\r\nin fog".to_owned(), ..Words::default() });
    assert_eq!(words.found().caption, "A bridge in fog");
    assert_eq!(day("0000:00:00 00:00:00"), None);
    assert_eq!(day("2026:05:04 17:23:00").unwrap().to_string(), "2026-05-04");
}

#[test]
fn one_who_is_named_twice_is_printed_once() {
    assert_eq!(joined("Bat", "Bat/Agency", "/"), "Bat/Agency");
    assert_eq!(joined("Bat", "", "/"), "Bat");
    assert_eq!(joined("Bat", "Agency", "/"), "Bat/Agency");
}
