"""The field's own words, one identifier each (the glossary of the procedure)."""

from enum import StrEnum


class Kind(StrEnum):
    """The four kinds the procedure knows (1.1)."""

    SUGGESTION = "suggestion"
    INQUIRY = "inquiry"
    CHALLENGE = "challenge"
    HELP = "help"


class RelatedProcedure(StrEnum):
    """Matters that have a procedure of their own and are handed off, never handled here."""

    COMPLAINT = "complaint"
    REPAIR = "repair"


class Channel(StrEnum):
    """The way a matter reached the centre."""

    PHONE = "phone"
    VISIT = "visit"
    LETTER_IN_PERSON = "letter_in_person"
    LETTER_NOT_IN_PERSON = "letter_not_in_person"
    SUGGESTION_BOX = "suggestion_box"
    EMAIL = "email"
    CHAT = "chat"
    MET_ON_PATROL = "met_on_patrol"
    CONTROL_ROOM_CALL = "control_room_call"
    OTHER_SYSTEM = "other_system"


class ReplyChannel(StrEnum):
    """The way an answer goes back to the resident (4.1.3.1)."""

    WRITTEN = "written"
    EMAIL = "email"
    PHONE = "phone"
    ON_SITE_ORAL = "on_site_oral"
    CHAT = "chat"
    NOTICE_BOARD = "notice_board"


class Role(StrEnum):
    """Chapter 3 and the posts the later chapters name."""

    FRONT_DESK = "front_desk"
    AREA_CUSTOMER_MANAGER = "area_customer_manager"
    HEAD_OF_CUSTOMER_SERVICE = "head_of_customer_service"
    CENTRE_MANAGER = "centre_manager"
    SECURITY_DUTY_SUPERVISOR = "security_duty_supervisor"
    ENGINEERING_DUTY_SUPERVISOR = "engineering_duty_supervisor"
    CONTROL_ROOM_OPERATOR = "control_room_operator"
    PATROL_GUARD = "patrol_guard"
    DUTY_ENGINEER = "duty_engineer"
    OTHER_STAFF = "other_staff"
    ADMINISTRATOR = "administrator"
    GROUP_VIEWER = "group_viewer"


class Department(StrEnum):
    """Departments of the centre (3.3)."""

    CUSTOMER_SERVICE = "customer_service"
    SECURITY = "security"
    ENGINEERING = "engineering"


class Credential(StrEnum):
    """How a caller proved who it is."""

    PERSON = "person"
    DELEGATED = "delegated"
    SYSTEM_KEY = "system_key"
    TIME = "time"


class Status(StrEnum):
    """Where a case stands on its way (dossier, lifecycles)."""

    PENDING_DESK = "pending_desk"
    ACCEPTED = "accepted"
    DESK_HANDLING = "desk_handling"
    ISSUED = "issued"
    IN_PROGRESS = "in_progress"
    AWAITING_APPROVAL = "awaiting_approval"
    IN_STUDY = "in_study"
    DECIDED = "decided"
    NOTIFIED = "notified"
    ACKNOWLEDGED = "acknowledged"
    ON_SCENE = "on_scene"
    HANDLED = "handled"
    REPLIED = "replied"
    RETURNED = "returned"
    CLOSED = "closed"
    ARCHIVED = "archived"
    HANDED_OFF = "handed_off"
    ANSWERED_ON_SPOT = "answered_on_spot"
    VOIDED = "voided"


class ResidentType(StrEnum):
    """Who the matter came from."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY_MEMBER = "family_member"
    OCCUPANT = "occupant"
    VISITOR = "visitor"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class Contact(StrEnum):
    """Whether the resident left a way to be reached."""

    GIVEN = "given"
    DECLINED = "declined"
    NONE = "none"


class Decision(StrEnum):
    """What becomes of a suggestion after study (4.1.2)."""

    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly_adopted"
    NOT_ADOPTED = "not_adopted"
    DEFERRED = "deferred"


class EmergencyType(StrEnum):
    """Kinds of emergency a centre keeps a card for (4.2.3)."""

    FIRE = "fire"
    LIFT_ENTRAPMENT = "lift_entrapment"
    FLOODING = "flooding"
    GAS_LEAK = "gas_leak"
    POWER_FAILURE = "power_failure"
    MEDICAL = "medical"
    PERSON_TRAPPED = "person_trapped"
    FALLING_OBJECT = "falling_object"
    PUBLIC_SECURITY = "public_security"
    FIGHT_VIOLENCE = "fight_violence"
    TRAFFIC_ACCIDENT = "traffic_accident"
    SEVERE_WEATHER = "severe_weather"
    INFECTIOUS_OR_FOOD_SAFETY = "infectious_or_food_safety"
    OTHER = "other"


class HelpOutcome(StrEnum):
    """What came of a call for help. Nothing that acts against another person stands here (4.2.4)."""

    HELPED = "helped"
    NOT_NEEDED_ANY_MORE = "not_needed_any_more"
    COULD_NOT_HELP = "could_not_help"
    PASSED_TO_RESCUE = "passed_to_rescue"
    MEDIATED_SETTLED = "mediated_settled"
    MEDIATED_UNSETTLED = "mediated_unsettled"
    POLICE_CALLED = "police_called"
    RESIDENT_WITHDREW = "resident_withdrew"


class Satisfaction(StrEnum):
    """The resident's own word at the callback; whether it is solved is a separate question (4.5.1)."""

    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    NO_COMMENT = "no_comment"


class Strength(StrEnum):
    """How strongly a clause binds, read from its own wording."""

    DUTY = "duty"
    PROHIBITION = "prohibition"
    PROHIBITION_SOFT = "prohibition_soft"
    GATE = "gate"
    PRINCIPLE = "principle"
    PERMISSION = "permission"
    INFORMATION = "information"
    MISSING = "missing"


class Keeping(StrEnum):
    """How the house keeps a clause."""

    ENFORCED = "enforced"
    PROMPTED = "prompted"
    PRACTICE = "practice"
