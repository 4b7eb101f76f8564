//! The tables as diesel sees them, by hand: ids are `BigInt` on both databases.

diesel::table! {
    sections (id) {
        id -> BigInt,
        position -> Integer,
    }
}

diesel::table! {
    section_names (section_id, edition) {
        section_id -> BigInt,
        edition -> Text,
        name -> Text,
        slug -> Text,
        description -> Text,
        position -> Integer,
    }
}

diesel::table! {
    people (id) {
        id -> BigInt,
        kind -> Text,
    }
}

diesel::table! {
    people_names (person_id, edition) {
        person_id -> BigInt,
        edition -> Text,
        kind -> Text,
        name -> Text,
        slug -> Text,
        description -> Text,
    }
}

diesel::table! {
    media (id) {
        id -> BigInt,
        content_key -> Text,
        file_name -> Text,
        format -> Text,
        width -> Integer,
        height -> Integer,
        size_bytes -> BigInt,
        colour -> Text,
        credit -> Text,
        created_at -> Timestamp,
        focus_x -> Integer,
        focus_y -> Integer,
        place -> Text,
        taken_on -> Nullable<Date>,
        found_caption -> Text,
        prepared_at -> Nullable<Timestamp>,
        source_url -> Text,
    }
}

diesel::table! {
    media_texts (media_id, edition) {
        media_id -> BigInt,
        edition -> Text,
        alt -> Text,
        caption -> Text,
    }
}

diesel::table! {
    stories (id) {
        id -> BigInt,
        slugline -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    articles (id) {
        id -> BigInt,
        story_id -> BigInt,
        edition -> Text,
        state -> Text,
        section_id -> BigInt,
        slug -> Text,
        live_revision_id -> Nullable<BigInt>,
        author_id -> Nullable<BigInt>,
        source_id -> Nullable<BigInt>,
        published_at -> Nullable<Timestamp>,
        updated_at -> Nullable<Timestamp>,
        corrected_at -> Nullable<Timestamp>,
        has_gallery -> Bool,
        scheduled_for -> Nullable<Timestamp>,
        embargo_until -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawal_reason -> Nullable<Text>,
        created_at -> Timestamp,
        owner_id -> Nullable<BigInt>,
        newest_revision_id -> Nullable<BigInt>,
        returned_at -> Nullable<Timestamp>,
        source_revision_id -> Nullable<BigInt>,
        due_at -> Nullable<Timestamp>,
        done_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    revisions (id) {
        id -> BigInt,
        article_id -> BigInt,
        created_at -> Timestamp,
        created_by -> Text,
        headline -> Text,
        short_headline -> Text,
        kicker -> Text,
        standfirst -> Text,
        body -> Text,
        blocks -> Text,
        rendered_by -> Integer,
        reading_minutes -> Integer,
        dateline_place -> Text,
        dateline_on -> Nullable<Date>,
        dateline_agency -> Text,
        editor -> Text,
        author_id -> Nullable<BigInt>,
        source_id -> Nullable<BigInt>,
        lead_media_id -> Nullable<BigInt>,
        lead_caption -> Text,
        lead_alt -> Text,
        social_title -> Text,
    }
}

diesel::table! {
    corrections (id) {
        id -> BigInt,
        article_id -> BigInt,
        corrected_at -> Timestamp,
        note -> Text,
    }
}

diesel::table! {
    notes (id) {
        id -> BigInt,
        article_id -> BigInt,
        written_at -> Timestamp,
        written_by -> Text,
        text -> Text,
    }
}

diesel::table! {
    working_copies (article_id) {
        article_id -> BigInt,
        version -> BigInt,
        revision_id -> BigInt,
        fields -> Nullable<Text>,
        saved_at -> Timestamp,
        saved_by -> Text,
    }
}

diesel::table! {
    writers (article_id) {
        article_id -> BigInt,
        user_id -> BigInt,
        screen -> Text,
        since_at -> Timestamp,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    planned_places (article_id) {
        article_id -> BigInt,
        section_id -> BigInt,
        slug -> Text,
        coverages -> Text,
    }
}

diesel::table! {
    media_uses (revision_id, media_id) {
        revision_id -> BigInt,
        media_id -> BigInt,
    }
}

diesel::table! {
    coverages (id) {
        id -> BigInt,
        is_open -> Bool,
        lead_media_id -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    coverage_names (coverage_id, edition) {
        coverage_id -> BigInt,
        edition -> Text,
        name -> Text,
        slug -> Text,
        summary -> Text,
        latest_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    coverage_moments (id) {
        id -> BigInt,
        coverage_id -> BigInt,
        edition -> Text,
        happened_at -> Timestamp,
        text -> Text,
    }
}

diesel::table! {
    article_coverages (article_id, coverage_id) {
        article_id -> BigInt,
        coverage_id -> BigInt,
        position -> Integer,
        edition -> Text,
        listed_at -> Nullable<Timestamp>,
        pin -> Nullable<Integer>,
    }
}

diesel::table! {
    front_slots (id) {
        id -> BigInt,
        edition -> Text,
        section_id -> Nullable<BigInt>,
        container -> Text,
        position -> Integer,
        article_id -> Nullable<BigInt>,
        coverage_id -> Nullable<BigInt>,
        until_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    front_drafts (edition, front) {
        edition -> Text,
        front -> Text,
        curation -> Text,
        version -> Integer,
        changed_at -> Timestamp,
        changed_by -> Text,
    }
}

diesel::table! {
    front_removals (id) {
        id -> BigInt,
        edition -> Text,
        front -> Text,
        article_id -> BigInt,
        removed_at -> Timestamp,
    }
}

diesel::table! {
    redirects (edition, kind, slug) {
        edition -> Text,
        kind -> Text,
        slug -> Text,
        target_id -> BigInt,
    }
}

diesel::table! {
    info_pages (edition, name) {
        edition -> Text,
        name -> Text,
        title -> Text,
        body -> Text,
        blocks -> Text,
        rendered_by -> Integer,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    settings (edition, name) {
        edition -> Text,
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    changes (id) {
        id -> BigInt,
        changed_at -> Timestamp,
        actor -> Text,
        verb -> Text,
        nouns -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        password_hash -> Nullable<Text>,
        totp_secret -> Nullable<Text>,
        totp_step -> BigInt,
        language -> Text,
        shortcuts_enabled -> Bool,
        is_active -> Bool,
        created_at -> Timestamp,
        signed_in_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    user_roles (user_id, edition) {
        user_id -> BigInt,
        edition -> Text,
        role -> Text,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Text,
        user_id -> BigInt,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        stepped_up_at -> Timestamp,
        address -> Text,
        agent -> Text,
        flash -> Nullable<Text>,
    }
}

diesel::table! {
    tokens (id) {
        id -> BigInt,
        purpose -> Text,
        token_hash -> Text,
        user_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    recovery_codes (user_id, code_hash) {
        user_id -> BigInt,
        code_hash -> Text,
    }
}

diesel::table! {
    sign_in_attempts (subject) {
        subject -> Text,
        failures -> Integer,
        failed_at -> Timestamp,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        acted_at -> Timestamp,
        actor -> Text,
        address -> Text,
        verb -> Text,
        subject -> Text,
        detail -> Text,
        previous_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        state -> Text,
        done -> Integer,
        total -> Integer,
        done_before -> Integer,
        created_at -> Timestamp,
        created_by -> Text,
        started_at -> Nullable<Timestamp>,
        beat_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        is_cancelled -> Bool,
        log -> Text,
    }
}

diesel::table! {
    saved_views (id) {
        id -> BigInt,
        user_id -> BigInt,
        name -> Text,
        query -> Text,
    }
}

diesel::table! {
    clipboards (user_id, article_id) {
        user_id -> BigInt,
        article_id -> BigInt,
        set_at -> Timestamp,
    }
}

diesel::table! {
    followers (name) {
        name -> Text,
        position -> BigInt,
        followed_at -> Timestamp,
        claimed_by -> Text,
        claimed_until -> Nullable<Timestamp>,
        failure -> Text,
        failing_since -> Nullable<Timestamp>,
    }
}

diesel::table! {
    article_acts (id) {
        id -> BigInt,
        article_id -> BigInt,
        acted_at -> Timestamp,
        actor -> Text,
        verb -> Text,
        note -> Text,
        about_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    edition_months (edition, month) {
        edition -> Text,
        month -> Text,
        articles -> BigInt,
        modified_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    sections,
    section_names,
    people,
    people_names,
    media,
    media_texts,
    stories,
    articles,
    revisions,
    corrections,
    notes,
    working_copies,
    writers,
    planned_places,
    media_uses,
    coverages,
    coverage_names,
    coverage_moments,
    article_coverages,
    front_slots,
    front_drafts,
    front_removals,
    redirects,
    info_pages,
    settings,
    changes,
    users,
    user_roles,
    sessions,
    tokens,
    recovery_codes,
    sign_in_attempts,
    audit,
    jobs,
    saved_views,
    clipboards,
    article_acts,
    edition_months,
);
