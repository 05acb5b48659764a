"""The covenant of a cluster: written, opened for signing (the text freezes), signed by each member, urged."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.season.enums import Comparator
from thidua.base.tasks.actions import Reminded, remind
from thidua.base.workflow.actions import move
from thidua.cycle.s3_covenant import policies, queries
from thidua.cycle.s3_covenant.enums import COVENANT_FLOW, CovenantState
from thidua.cycle.s3_covenant.models import Cluster, Commitment, Covenant, Signature
from thidua.cycle.s3_covenant.wording import Promise, hash_of
from thidua.language.text import tidy


@dataclass(frozen=True)
class CovenantText:
    """A covenant as typed; the promises are numbered anew in their order."""

    title: str
    promises: tuple[Promise, ...] = ()
    preamble: str = ""
    place: str = ""


def draft_covenant(*, by: Actor, cluster: Cluster, text: CovenantText, today: date) -> Covenant:
    """Write the covenant of the cluster as a draft. Raises Problem when the cluster has one already."""
    policies.check_leads(by, cluster, today)
    covenant = Covenant(cluster=cluster)
    try:
        with audited("covenant.drafted", by=by) as record:
            _write(covenant, text)
            record.on = covenant
    except IntegrityError:
        raise Problem("Cụm, khối này đã có giao ước. Hãy mở giao ước đã có để sửa.") from None
    return covenant


def redraft_covenant(*, by: Actor, covenant: Covenant, text: CovenantText, today: date) -> None:
    """Rewrite a draft with all its commitments. Raises Refused once it was opened for signing."""
    policies.check_leads(by, covenant.cluster, today)
    with audited("covenant.redrafted", by=by, on=covenant):
        # read again under lock: the page may have been opened before the signing began
        policies.check_is_draft_covenant(Covenant.objects.select_for_update().get(pk=covenant.pk))
        _write(covenant, text)


def _write(covenant: Covenant, text: CovenantText) -> None:
    if not text.title.strip():
        raise Problem("Hãy ghi tên giao ước.", "title")
    covenant.title, covenant.place, covenant.preamble = tidy(text.title), tidy(text.place), text.preamble.strip()
    covenant.save()
    Commitment.objects.filter(covenant=covenant).delete()
    Commitment.objects.bulk_create(
        _commitment(covenant, number, promise) for number, promise in enumerate(text.promises, start=1)
    )


def _commitment(covenant: Covenant, number: int, promise: Promise) -> Commitment:
    said = f"Cam kết số {number}"
    if not promise.text.strip():
        raise Problem(f"{said}: hãy ghi nội dung cam kết.", "text")
    if promise.comparator and promise.low is None:
        raise Problem(f"{said}: đã chọn cách so sánh thì phải ghi mức.", "low")
    if promise.low is not None and not promise.comparator:
        raise Problem(f"{said}: đã ghi mức thì phải chọn cách so sánh.", "comparator")
    is_range = promise.comparator == Comparator.RANGE
    if is_range and (promise.low is None or promise.high is None or promise.high < promise.low):
        raise Problem(f"{said}: «trong khoảng» cần hai mức, mức sau không nhỏ hơn mức trước.", "high")
    return Commitment(
        covenant=covenant, number=number, title=tidy(promise.title), text=promise.text.strip(),
        indicator_code=tidy(promise.indicator_code), comparator=promise.comparator, target_low=promise.low,
        target_high=promise.high if is_range else None, unit_of_measure=tidy(promise.unit_of_measure),
    )  # fmt: skip


def open_covenant(*, by: Actor, covenant: Covenant, today: date) -> None:
    """Open a draft for signing: the text freezes, and its hash is what every member signs."""
    policies.check_leads(by, covenant.cluster, today)
    policies.check_signing_time(covenant.cluster.season, today)
    with transaction.atomic():
        locked = _locked(covenant)
        if not locked.commitments.exists():
            raise Problem("Giao ước chưa có cam kết nào. Hãy ghi ít nhất một cam kết rồi mở ký.")
        text = queries.text_of(locked)
        fields: dict[str, Any] = {"frozen_text": text, "text_hash": hash_of(text), "opened_on": today}
        move(COVENANT_FLOW, covenant, "open", by=by, today=today, **fields)


def take_back_covenant(*, by: Actor, covenant: Covenant, today: date, reason: str) -> None:
    """Take a covenant back to the draft, with a reason. Signatures stay on record; a changed text needs new ones."""
    policies.check_leads(by, covenant.cluster, today)
    move(COVENANT_FLOW, covenant, "take_back", by=by, today=today, reason=reason)


def _locked(covenant: Covenant) -> Covenant:
    """The covenant as it stands now, held until the end of the transaction: signers come one after another."""
    return Covenant.objects.select_for_update(of=("self",)).select_related("cluster__season").get(pk=covenant.pk)


def sign(*, by: Actor, covenant: Covenant, text_hash: str, office: str, today: date, signer: str = "") -> Signature:
    """The representative of a member unit signs the text that ``text_hash`` names; the last one completes the covenant.

    The caller has made sure that it is really the account's owner (password asked again). ``signer`` names who signed
    on paper, where the signature is taken over from there. Raises Refused when the text is no longer the one that was
    opened, Problem when the unit has signed already."""
    with transaction.atomic():
        locked = _locked(covenant)
        policies.check_may_sign(by, locked, today)
        if not queries.is_intact(locked):
            raise Refused("Nội dung giao ước không còn khớp với bản đã mở ký nên không ký được. Hãy báo trưởng cụm.")
        if text_hash != locked.text_hash:
            raise Refused("Giao ước đã được sửa và mở ký lại sau khi bạn mở trang ký. Hãy đọc lại nội dung rồi ký.")
        if not office.strip():
            raise Problem("Hãy ghi chức vụ của người ký.", "office")
        signature = _put(by, locked, signer or by.name, office, today)
        if locked.state == CovenantState.OPEN and not queries.waiting_units(locked, today):
            move(COVENANT_FLOW, locked, "complete", by=by, today=today, signed_on=today)
    covenant.state, covenant.signed_on = locked.state, locked.signed_on
    return signature


def _put(by: Actor, covenant: Covenant, signer: str, office: str, today: date) -> Signature:
    signature = Signature(
        covenant=covenant, unit_id=by.unit_id or 0, unit_name=by.unit_name, account_id=by.account_id,
        signer_name=signer, office=tidy(office)[:200], signed_on=today, text_hash=covenant.text_hash,
    )  # fmt: skip
    try:
        with audited("covenant.signed", by=by, on=covenant, unit=by.unit_name, hash=covenant.text_hash[:12]):
            signature.save(force_insert=True)
    except IntegrityError:
        raise Problem(f"{by.unit_name} đã ký giao ước này rồi.") from None
    return signature


def remind_unsigned(*, by: Actor, covenant: Covenant, text: str, url: str, today: date) -> Reminded:
    """Remind the members that have not signed. Refused when all have."""
    policies.check_may_remind(by, covenant, today)
    waiting = queries.waiting_units(covenant, today)
    if not waiting:
        raise Refused("Mọi đơn vị thành viên đã ký; không còn ai cần nhắc.")
    about = f"covenant.covenant/{covenant.pk}"
    return remind(by=by, unit_ids=list(waiting), text=text, url=url, today=today, about=about)
