"""The base of all nouns: frozen, strict about unknown fields, with JSON in and out."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen value. Two nouns with equal fields are equal; `model_dump_json` and
    `model_validate_json` are the only serialisation in the project."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")
