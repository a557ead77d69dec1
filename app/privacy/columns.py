"""The one list of columns that may hold a resident's text. Who adds a text column says here what it is."""

PERSONAL: dict[str, frozenset[str]] = {
    "attachments": frozenset({"name"}),
    "case_journal": frozenset({"personal", "salts", "contact_key"}),
    "case_terms": frozenset({"terms"}),
    "cases": frozenset({"personal", "contact_mask"}),
    "contact_reveals": frozenset({"note"}),
    "duty_log_entries": frozenset({"process", "result"}),
    "owner_file_borrowings": frozenset({"note", "return_note"}),
    "owner_file_viewings": frozenset({"note"}),
    "privacy_requests": frozenset({"details", "reason"}),
    "residents": frozenset(
        {"name", "salutation", "contact_key", "contact_mask", "contact_basis", "care_needs"}
    ),
}
"""What an erasure empties or deletes."""

OF_THE_CENTRE: dict[str, frozenset[str]] = {
    "answer_script_versions": frozenset(
        {"state", "say", "do_not_say", "background", "digest", "remark", "withdrawn_reason"}
    ),
    "answer_scripts": frozenset({"topic"}),
    "api_keys": frozenset({"name", "scopes"}),
    "appointments": frozenset({"role", "department"}),
    "areas": frozenset({"name", "description"}),
    "attachments": frozenset({"media_type"}),
    "buildings": frozenset({"name", "place_kind"}),
    "case_duties": frozenset({"key", "code", "clause", "subject", "role", "department"}),
    "case_journal": frozenset({"event", "via", "payload", "digests"}),
    "case_links": frozenset({"relation"}),
    "case_measures": frozenset({"kind", "related_procedure", "channel", "topic", "decision", "deviations"}),
    "case_obligations": frozenset({"code", "clause", "subject", "role", "outcome", "event"}),
    "cases": frozenset(
        {
            *("number", "status", "kind", "related_procedure", "channel", "received_as", "topic"),
            *("emergency", "flags", "responsible_role", "next_duty", "next_clause", "next_role"),
            *("facts", "routing"),
        }
    ),
    "centres": frozenset(
        {"name", "zone", "project_type", "address", "desk_phone", "control_room_phone", "group_name"}
    ),
    "channels": frozenset({"name", "sort", "key_id", "mask", "event_types", "disabled_why"}),
    "contact_reveals": frozenset({"reason"}),
    "deliveries": frozenset({"event", "state", "outcome"}),
    "desk_hours": frozenset({"weekly", "working_days", "exceptions", "reason"}),
    "directory_entries": frozenset({"name", "purpose", "reach", "hours"}),
    "emergency_cards": frozenset({"type", "first_calls", "things_to_do", "never_do", "commander"}),
    "erasures": frozenset({"subject", "ground"}),
    "hand_over_items": frozenset({"duty", "code"}),
    "hand_overs": frozenset({"things"}),
    "idempotency_keys": frozenset({"actor", "route", "key"}),
    "monthly_reports": frozenset({"figures"}),
    "notification_settings": frozenset({"role", "choices"}),
    "notifications": frozenset({"told", "clause"}),
    "outbox": frozenset({"event", "payload"}),
    "owner_file_borrowings": frozenset({"reason"}),
    "owner_file_viewings": frozenset({"reason"}),
    "people": frozenset({"name", "work_phone"}),
    "persons_chosen": frozenset({"role", "by"}),
    "policy_versions": frozenset({"name", "value_before", "value", "values", "reason"}),
    "privacy_requests": frozenset({"kind", "state"}),
    "register_entries": frozenset({"number", "kind", "related_procedure", "channel"}),
    "residents": frozenset({"type"}),
    "routing_rule_sets": frozenset({"state", "rules", "reason"}),
    "seals": frozenset({"key_id"}),
    "shift_swaps": frozenset({"state"}),
    "shifts": frozenset({"role", "department"}),
    "sign_in_names": frozenset({"login", "password_hash"}),
    "sign_ins": frozenset({"device"}),
    "stream_events": frozenset({"event", "payload"}),
    "topics": frozenset({"key", "name_zh", "name_en", "mark", "words"}),
    "units": frozenset({"number"}),
}
"""Words of the vocabulary, of the centre's own lists, of its staff: no resident speaks or is named there."""
