//! Photos in S3-compatible storage.

mod storage;

use broadsheet::media::{Bucket, MediaStore};
use broadsheet::model::Role;

use self::storage::Storage;
use crate::support::{on_both_databases, picture};

#[apply(on_both_databases)]
async fn photos_are_in_the_bucket_and_readers_get_them() {
    let storage = Storage::start();
    let portal = storage.portal().await;
    let article = portal.article("fuel-prices").photo("harbour").insert();
    let names = storage.names();
    let [original] = names.as_slice() else { panic!("{names:?}") };
    let key = original.rsplit('/').next().unwrap().to_owned();
    assert_eq!(*original, format!("photos/originals/{}/{key}", &key[..2]));
    assert!(!portal.app.config.media_dir().join("originals").join(&key[..2]).exists());

    let path = format!("/media/{key}-320.jpg");
    let photo = portal.get(&path).await;
    assert_eq!((photo.status(), photo.header("content-type")), (200, "image/jpeg"));
    assert!(photo.header("cache-control").contains("immutable"));
    let rendition = format!("photos/renditions/{}/{key}-320.jpg", &key[..2]);
    assert_eq!(storage.stored().objects[&rendition], photo.bytes());
    // A second reader, a part of it, a page: nobody asks the storage.
    storage.asked();
    assert_eq!(portal.get(&path).await.bytes(), photo.bytes());
    let part = portal.request("GET", &path).header("range", "bytes=2-9").send().await;
    assert_eq!((part.status(), part.bytes()), (206, photo.bytes()[2..10].to_vec()));
    assert_eq!(portal.get(&article.path).await.status(), 200);
    assert_eq!(portal.get(&article.path).await.status(), 200);
    assert_eq!(storage.asked(), 0);

    // Another node has nothing nearby, and makes nothing again.
    let folder = portal.app.config.media_dir().join("renditions");
    std::fs::remove_dir_all(folder.join(&key[..2])).unwrap();
    assert_eq!(portal.get(&path).await.bytes(), photo.bytes());
    assert_eq!(storage.stored().requests, [format!("GET {rendition}")]);

    for unknown in ["0".repeat(32), "../../x".to_owned()] {
        assert_eq!(portal.get(&format!("/media/{unknown}-320.jpg")).await.status(), 404);
    }
    assert_eq!(portal.get(&format!("/media/{key}-321.jpg")).await.status(), 404);
}

#[apply(on_both_databases)]
async fn a_storage_that_fails_is_told_and_nothing_is_half_written() {
    let storage = Storage::start();
    let portal = storage.portal().await;
    portal.photo("harbour");
    let key = storage.names()[0].rsplit('/').next().unwrap().to_owned();
    assert_eq!(portal.get(&format!("/media/{key}-320.jpg")).await.status(), 200);

    storage.stored().is_down = true;
    // What is nearby is shown; the rest later.
    assert_eq!(portal.get(&format!("/media/{key}-320.jpg")).await.status(), 200);
    let later = portal.get(&format!("/media/{key}-400.jpg")).await;
    assert_eq!((later.status(), later.header("retry-after")), (503, "30"));
    assert_eq!(later.header("cache-control"), "no-store");
    let refused = portal.app.media.put(&picture(60, 40, [9, 9, 9])).unwrap_err().to_string();
    assert!(refused.starts_with("the storage of photos cannot be used: "), "{refused}");
    assert_eq!(storage.names().len(), 2);

    let admin = portal.sign_in_as(Role::Admin, &[]);
    let sky = picture(60, 40, [9, 9, 9]);
    let files = [("files", "sky.png", "image/png", sky.as_slice())];
    let page = admin.upload("/admin/media", &[("credit", "")], &files).await;
    assert!(page.text().contains("the storage of photos doesn’t answer"), "{}", page.text());
    storage.stored().is_down = false;
    // What goes wrong once is asked for again.
    storage.stored().is_slow_once = true;
    assert_eq!(portal.get(&format!("/media/{key}-400.jpg")).await.status(), 200);
    assert!(portal.app.media.put(&picture(60, 40, [9, 9, 9])).is_ok());
}

#[test]
fn check_writes_reads_and_takes_away() {
    let storage = Storage::start();
    let place = |secret: &str| broadsheet::media::BucketPlace {
        bucket: "news".to_owned(),
        prefix: String::new(),
        endpoint: Some(format!("http://{}", storage.address)),
        region: "eu-test-1".to_owned(),
        key_id: secret.to_owned(),
        secret: "the-secret".to_owned(),
    };
    Bucket::open(&place("the-key")).unwrap().check().unwrap();
    assert!(storage.names().is_empty());
    let refused = Bucket::open(&place("another")).unwrap().check().unwrap_err().to_string();
    assert!(refused.contains("403 Forbidden"), "{refused}");
    storage.asked();
    Bucket::open(&place("another")).unwrap().check().unwrap_err();
    assert_eq!(storage.asked(), 1, "a refusal is not asked for again");
    let folder = tempfile::tempdir().unwrap();
    let store = MediaStore::open(folder.path()).unwrap();
    let store = store.in_bucket(Bucket::open(&place("the-key")).unwrap(), 1 << 20).unwrap();
    assert!(store.rendition(&"0".repeat(32), 320).unwrap().is_none());
}
