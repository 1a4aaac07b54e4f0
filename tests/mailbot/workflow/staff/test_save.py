"""Persons, units and absences are kept with who and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError, NotFound
from mailbot.domain.people import Actor, Person, Role, Unit
from mailbot.domain.staff import PersonWish
from mailbot.storage import absences, history, people
from mailbot.workflow.staff.absence import LONGEST_DAYS, Away, end_absence, note_absence
from mailbot.workflow.staff.save import Unfit, save_person, save_unit
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AGENCY, OFFICER

KEEPER = Actor("Hồ Sỹ Tân")


def details(desk: Desk, kind: str, number: int) -> list[tuple[str, dict[str, str]]]:
    with desk.app.db.reading() as session:
        return [(line.action, dict(line.detail)) for line in history.of(session, AGENCY, kind, number)]


def test_a_new_person_can_be_named_in_orders(desk: Desk) -> None:
    new = Person(0, "Lý Thị Mới", "Chuyên viên", Role.OFFICER, "moi@xa.example", None, ("chị Mới",))
    made = save_person(desk.app, AGENCY, PersonWish(new, False), KEEPER)
    with desk.app.db.reading() as session:
        assert any(
            party.name == "Lý Thị Mới" and party.aliases == ("chị Mới",) for party in people.parties(session, AGENCY)
        )
    assert details(desk, "person", made) == [("person_added", {"name": "Lý Thị Mới"})]


def test_what_changed_is_told_with_old_and_new(desk: Desk) -> None:
    nam = desk.person(OFFICER)
    save_person(desk.app, AGENCY, PersonWish(replace(nam, email="hoainam@xa.example", unit_id=None), False), KEEPER)
    assert details(desk, "person", nam.id) == [
        ("person_changed", {"email": f"{OFFICER} → hoainam@xa.example", "unit": "Phòng Kinh tế → –"})
    ]


def test_saving_without_a_change_tells_nothing(desk: Desk) -> None:
    nam = desk.person(OFFICER)
    save_person(desk.app, AGENCY, PersonWish(nam, False), KEEPER)
    assert details(desk, "person", nam.id) == []


def test_a_fault_keeps_everything_as_it_was(desk: Desk) -> None:
    nam = desk.person(OFFICER)
    with pytest.raises(Unfit) as refused:
        save_person(desk.app, AGENCY, PersonWish(replace(nam, name="", email="x"), False), KEEPER)
    assert [fault.code for fault in refused.value.faults] == ["person_name_missing", "address_unusable"]
    assert desk.person(OFFICER) == nam


def test_a_person_of_another_agency_is_not_found(desk: Desk) -> None:
    nam = desk.person(OFFICER)
    with pytest.raises(NotFound):
        save_person(desk.app, AGENCY, PersonWish(replace(nam, id=9999, email="x@xa.example"), False), KEEPER)


def test_a_unit_is_renamed_and_put_in_charge_of_a_deputy(desk: Desk) -> None:
    with desk.app.db.reading() as session:
        unit = people.units(session, AGENCY)[0]
    leader = desk.person("phochutich@xa.example")
    save_unit(desk.app, AGENCY, replace(unit, name="Phòng Kinh tế - Hạ tầng", leader_id=leader.id), KEEPER)
    (told,) = details(desk, "unit", unit.id)
    assert told[1]["name"] == f"{unit.name} → Phòng Kinh tế - Hạ tầng"
    assert told[1]["leader"] == f"– → {leader.name}"
    made = save_unit(desk.app, AGENCY, Unit(0, "Phòng Văn hóa", ("VH",), None), KEEPER)
    assert details(desk, "unit", made) == [("unit_added", {"name": "Phòng Văn hóa"})]


def test_an_absence_is_seen_on_its_days_and_until_it_is_taken_back(desk: Desk) -> None:
    nam, today = desk.person(OFFICER), desk.clock().astimezone(VIETNAM).date()
    noted = note_absence(desk.app, AGENCY, Away(nam.id, today, today + timedelta(days=2), "nghỉ phép"), KEEPER)
    with desk.app.db.reading() as session:
        away = [day for day in range(-1, 4) if nam.id in absences.on(session, AGENCY, today + timedelta(days=day))]
    assert away == [0, 1, 2]
    end_absence(desk.app, AGENCY, noted, KEEPER)
    with desk.app.db.reading() as session:
        assert absences.on(session, AGENCY, today) == {}
    assert [action for action, _ in details(desk, "person", nam.id)] == ["absence_noted", "absence_ended"]
    with pytest.raises(NotFound):
        end_absence(desk.app, AGENCY, noted, KEEPER)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (0, 0, None),
        (1, 0, "absence_ends_before_it_begins"),
        (-3, -1, "absence_is_over"),
        (0, LONGEST_DAYS - 1, None),
        (0, LONGEST_DAYS, "absence_too_long"),
    ],
)
def test_absences_have_sensible_days(desk: Desk, first: int, last: int, code: str | None) -> None:
    nam, today = desk.person(OFFICER), desk.clock().astimezone(VIETNAM).date()
    away = Away(nam.id, today + timedelta(days=first), today + timedelta(days=last))
    if code is None:
        assert note_absence(desk.app, AGENCY, away, KEEPER)
        return
    with pytest.raises(DomainError) as refused:
        note_absence(desk.app, AGENCY, away, KEEPER)
    assert refused.value.code == code
