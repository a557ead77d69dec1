"""The residents' own words: what a place is, who lives there, why a contact is kept or shown."""

from enum import StrEnum

from app.procedure.refusal import Words


class PlaceKind(StrEnum):
    """What stands there: homes, or a part that all share."""

    RESIDENTIAL = "residential"
    COMMON_AREA = "common_area"
    GARAGE = "garage"
    GARDEN = "garden"
    SHOPS = "shops"
    EQUIPMENT_ROOM = "equipment_room"
    GATE = "gate"
    OTHER = "other"


class ResidentType(StrEnum):
    """Who lives there. Visitors and the unknown have no record here."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY_MEMBER = "family_member"
    OCCUPANT = "occupant"


RESIDENT_TYPES = {
    ResidentType.OWNER: Words("业主", "Owner"),
    ResidentType.TENANT: Words("租户", "Tenant"),
    ResidentType.FAMILY_MEMBER: Words("家属", "Family member"),
    ResidentType.OCCUPANT: Words("使用人", "Occupant"),
}


class ContactBasis(StrEnum):
    """Why a contact may be kept at all."""

    SERVICE_CONTRACT = "service_contract"
    CONSENT = "consent"
    EMERGENCY = "emergency"


class CareNeed(StrEnum):
    """What a household needs from the service. Never a diagnosis: there is no free text here."""

    COME_TO_THE_DOOR = "come_to_the_door"
    LARGE_PRINT = "large_print"
    KNOCK_AND_WAIT = "knock_and_wait"
    CALL_FAMILY = "call_family"


CARE_LABELS = {
    CareNeed.COME_TO_THE_DOOR: Words("上门办理", "Come to the door"),
    CareNeed.LARGE_PRINT: Words("大字书面", "Write in large print"),
    CareNeed.KNOCK_AND_WAIT: Words("敲门久等", "Knock and wait"),
    CareNeed.CALL_FAMILY: Words("联系家属", "Call the family"),
}


class RevealReason(StrEnum):
    """Why a contact was shown in full."""

    CALL_ABOUT_CASE = "call_about_case"
    CALLBACK = "callback"
    EMERGENCY = "emergency"
    CORRECT_RECORD = "correct_record"
    RESIDENT_ASKED = "resident_asked"
    OTHER = "other"


REVEAL_LABELS = {
    RevealReason.CALL_ABOUT_CASE: Words("为办理事项联系业户", "To call about the case"),
    RevealReason.CALLBACK: Words("回访业户", "To call back"),
    RevealReason.EMERGENCY: Words("紧急情况", "An emergency"),
    RevealReason.CORRECT_RECORD: Words("核对更正资料", "To correct the record"),
    RevealReason.RESIDENT_ASKED: Words("应业户本人要求", "The resident asked for it"),
    RevealReason.OTHER: Words("其他", "Other"),
}
