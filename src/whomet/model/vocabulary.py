"""The closed vocabularies of the encounter format: what a field may say, and nothing else."""

from enum import StrEnum


class Mode(StrEnum):
    """How the parties came together."""

    MEETING = "meeting"
    CALL = "call"
    VIDEO = "video"
    EVENT = "event"
    MESSAGE = "message"
    UNSPECIFIED = "unspecified"


class Occurrence(StrEnum):
    """Whether it took place, as of what a text (or all texts together) says."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class Verification(StrEnum):
    """Whose word a record rests on."""

    OFFICIAL = "official"
    REPORTED = "reported"
    DISPUTED = "disputed"


class Topic(StrEnum):
    """What was said to have been discussed."""

    TRADE_INVESTMENT = "trade_investment"
    ENERGY_CLIMATE = "energy_climate"
    TECHNOLOGY_AI = "technology_ai"
    SPACE_SATELLITES = "space_satellites"
    ELECTIONS_POLITICS = "elections_politics"
    IMMIGRATION = "immigration"
    POPULATION_BIRTHRATES = "population_birthrates"
    FREE_SPEECH_MEDIA = "free_speech_media"
    WAR_SECURITY = "war_security"
    ANTISEMITISM_HATE = "antisemitism_hate"
    REGULATION_LEGAL = "regulation_legal"
    EDUCATION_CULTURE = "education_culture"
    HEALTH = "health"
    LABOUR = "labour"
    GOVERNMENT_EFFICIENCY = "government_efficiency"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What sort of text a document is; it decides how its own voice is attributed."""

    NEWS = "news"
    POST = "post"
    PRESS_RELEASE = "press_release"
    REGISTER = "register"


class Tier(StrEnum):
    """Confident records are shown and counted; possible ones wait for an editor."""

    CONFIDENT = "confident"
    POSSIBLE = "possible"


class Attribution(StrEnum):
    """Who says that the encounter took place (the source of the claim, not of the document)."""

    SUBJECT_SIDE = "subject_side"
    FIGURE_SIDE = "figure_side"
    BOTH_SIDES = "both_sides"
    OUTLET = "outlet"
    OTHER_OUTLET = "other_outlet"
    UNNAMED_SOURCES = "unnamed_sources"
    REGISTER = "register"
