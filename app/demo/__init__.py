"""A living demo centre: made once, at the first start of an empty store."""

from app.demo.filling import fill, show_sign_ins

__all__ = ["fill", "show_sign_ins"]
