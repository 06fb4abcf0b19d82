from __future__ import annotations

from journeybook.drawing.icons import NEUTRAL, channel_icon, icon, icon_names, icon_path, icon_symbol
from journeybook.step_fields import LANES


def test_every_lane_has_an_icon_that_we_ship():
    assert {lane.icon for lane in LANES.values()} <= set(icon_names())


def test_an_unknown_name_gives_a_neutral_icon():
    assert icon_path("no-such-icon") == icon_path(NEUTRAL)
    assert "<path" in icon("no-such-icon")


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icon("web")


def test_a_symbol_has_the_id_that_its_users_name():
    assert icon_symbol("web", "m--i-").startswith('<symbol id="m--i-web"')


def test_a_channel_takes_its_declared_icon():
    assert channel_icon("website", "qrcode") == "qrcode"


def test_a_channel_without_an_icon_gets_one_that_fits_its_id():
    assert channel_icon("e-mail", None) == "email-outline"
    assert channel_icon("mobile-app", None) == "cellphone"
    assert channel_icon("word-of-mouth", None) == "account-voice"
    assert channel_icon("chatbot", None) == "robot-outline"
    assert channel_icon("branch-office", None) == "store-outline"


def test_every_guess_is_an_icon_that_we_ship():
    names = set(icon_names())
    for channel in ("website", "hotline", "letter", "kiosk", "tv", "parcel", "technician", "mystery"):
        assert channel_icon(channel, None) in names
        assert channel_icon(channel, "not-shipped") in names
