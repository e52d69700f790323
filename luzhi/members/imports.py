"""The roster from and to spreadsheets (columns of docs/field.md 4.1). Key: term, name and one more field."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.exchange.cells import Refused, narrow
from luzhi.exchange.columns import Column
from luzhi.exchange.fields import column
from luzhi.exchange.lines import Line
from luzhi.exchange.names import UnitNames
from luzhi.exchange.registry import Importer, Incoming, Reader, importers
from luzhi.exchange.sessions import NAMED, UNKNOWN_TERM, Sessions, number_of
from luzhi.exchange.writing import Value
from luzhi.members.access import keeper
from luzhi.members.codes import NATIONALITY_CHOICES
from luzhi.members.matching import Matcher
from luzhi.members.models import Member, Membership, Person
from luzhi.members.opening import Accounts
from luzhi.members.roster import bare
from luzhi.members.sitting import KINDS, Seats, seen_on, sits
from luzhi.organisation.models import Term

PARTIES: Final = {
    "01": "中共 中共党员 党员 中国共产党 中国共产党党员",
    "02": "中共预备党员 预备党员",
    "03": "共青团员 团员",
    "04": "民革 民革会员 民革党员",
    "05": "民盟 民盟盟员",
    "06": "民建 民建会员",
    "07": "民进 民进会员",
    "08": "农工党 农工 农工党员 农工民主党",
    "09": "致公党 致公 致公党员",
    "10": "九三学社 九三 九三学社社员",
    "11": "台盟 台盟盟员",
    "12": "无党派 无党派人士 无党派民主人士",
    "13": "群众 无",
}
EDUCATION: Final = {
    "10": "研究生 硕士研究生 博士研究生",
    "20": "本科 大学 大学本科",
    "30": "专科 大专",
    "40": "中专 中技",
    "60": "高中",
    "70": "初中",
    "80": "小学",
    "90": "其他",
}
POSTS: Final = {
    "member": "委员",
    "standing": "常委 常务委员 常务委员会委员",
    "vice_chair": "副主席",
    "chair": "主席",
    "secretary_general": "秘书长",
}
NATIONS: Final = {code: name.removesuffix("族") for code, name in NATIONALITY_CHOICES}
COLUMNS: Final = (
    column(Person, "name", "姓名", "委员姓名", required=True),
    column(Person, "sex", "性别", words={"1": "男 M", "2": "女 F"}),
    column(Person, "nationality", "民族", words=NATIONS),
    column(Person, "born_on", "出生年月", "出生日期", "出生时间", "生日", kind="month"),
    column(Person, "native_place", "籍贯"),
    column(Person, "party", "政治面貌", "党派", "党派团体", words=PARTIES),
    Column("sector", gettext_lazy("sector"), ("界别", "所属界别"), key=True, longest=80),
    Column(
        "special_committee",
        gettext_lazy("special committee"),
        ("专委会", "专门委员会", "所属专委会"),
        longest=400,
    ),
    Column("group", gettext_lazy("member group"), ("小组", "活动组", "委员小组", "活动小组"), longest=400),
    column(Member, "post", "委员职务", "政协职务", "政协任职", words=POSTS),
    column(Person, "education", "学历", words=EDUCATION),
    column(Person, "degree", "学位", words={"2": "博士", "3": "硕士", "4": "学士"}),
    column(Person, "title", "职称", "专业技术职称"),
    column(Person, "employer", "工作单位及职务", "单位及职务", "工作单位", "单位职务"),
    column(Person, "address", "通讯地址", "通信地址", "地址"),
    column(Person, "mobile", "手机", "手机号", "手机号码", "移动电话", "联系电话", "联系方式"),
    column(Person, "email", "电子邮箱", "邮箱", "电子邮件"),
    column(Member, "number", "委员编号", "委员证号", "编号", "证号"),
    Column("term", gettext_lazy("term"), ("届次", "有效届次", "届别"), key=True, longest=20),
    column(
        Member,
        "since",
        "任职起",
        "任职时间",
        "任职日期",
        "任职开始",
        "增补日期",
        label=gettext_lazy("member from"),
    ),
    column(Member, "until", "任职止", "离任日期", "任职结束", "辞去日期", label=gettext_lazy("member until")),
    column(Member, "end_reason", "离任原因", "增补/辞去", "离任方式"),
    Column("moved_on", gettext_lazy("moved on"), ("调整日期", "变动日期"), kind="date"),
)
OF_PERSON: Final = ("native_place", "title", "employer", "address", "mobile", "email")
CHOSEN: Final = ("sex", "nationality", "party", "born_on", "education", "degree")  # a blank cell says nothing
OF_MEMBER: Final = ("number", "end_reason", "until")


class MemberReader(Reader):
    """A person once, a member once a term; seats and accounts beside them."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__(incoming)
        self.sessions = Sessions(self.committee)
        people = list(Person.objects.filter(committee=self.committee, merged_into=None))
        self._members: dict[Any, dict[Any, Member]] = {}
        for member in Member.objects.filter(committee=self.committee):
            self._members.setdefault(member.term_id, {})[member.person_id] = member
        self._matcher = Matcher(people, self._members)
        self._seats = Seats(self)
        names = {line.text("name") for line in incoming.lines} if incoming.accounts else set()
        self._accounts = Accounts(self, names) if incoming.accounts else None

    def key(self, line: Line) -> Hashable:
        return None  # the matcher tells repetitions from namesakes

    def read(self, line: Line) -> None:
        term = None
        try:
            term = self._term(line)
            person = self._matcher.find(line, term)
        except Refused as refused:
            line.refuse("term" if term is None else "name", str(refused))
            return
        if person is None:
            person = self.new(Person)
            person.name = line.text("name")
            self._matcher.add(person, line, term)
        self._fill(line, person, term)

    def _fill(self, line: Line, person: Person, term: Term) -> None:
        fresh = person._state.adding
        wanted = line.picked(*OF_PERSON) | {
            name: value for name, value in line.picked(*CHOSEN).items() if value
        }
        if fresh or bare(person.name) != bare(line.text("name")):
            person.name = line.text("name")
            person.set_keys()
            wanted |= {
                name: getattr(person, name) for name in ("name", "stroke_key", "pinyin_key", "initials")
            }
        for name in ("sex", "party"):
            if fresh and not wanted.get(name):
                line.refuse(name, _("Needed for somebody new"))
                return
        line.put(person, wanted)
        self._join(line, person, term)

    def _join(self, line: Line, person: Person, term: Term) -> None:
        member = self._members.get(term.pk, {}).get(person.pk) or self.new(Member)
        wanted: dict[str, Any] = line.picked(*OF_MEMBER)
        wanted |= {name: value for name, value in line.picked("since", "post").items() if value}
        if member._state.adding:
            wanted = {"since": term.starts_on} | wanted | {"person": person, "term": term}
        since = wanted.get("since") or member.since
        line.not_before("until", "since", since)
        line.put_subject(member, wanted)
        if not line.refusals:
            self._seats.take(line, person, since, wanted.get("until", member.until))
            if self._accounts and person.user_id is None and member.until is None:
                self._accounts.open(line, person)

    def _term(self, line: Line) -> Term:
        """The named term, made if missing; else the one of today. Raises Refused."""
        told = narrow(line.text("term"))
        if told:
            named = NAMED.fullmatch(told)
            number = number_of(named[1] if named else told)
            since = line.values.get("since")
            known = any(term.number == number for term in self.sessions.terms)
            if not known and not isinstance(since, date):
                raise Refused(
                    _("There is no such term; give the day from which it holds in “%(column)s”")
                    % {"column": _("member from")}
                )
            return self.sessions.term(
                line, number, since if isinstance(since, date) else timezone.localdate()
            )
        begun = [
            term
            for term in self.sessions.terms
            if term.number != UNKNOWN_TERM and term.starts_on <= timezone.localdate()
        ]
        if not begun:
            raise Refused(
                _("The committee has no term yet: give one in the column “%(column)s”")
                % {"column": _("term")}
            )
        return begun[-1]


def values(rows: QuerySet[Member], user: Any) -> Iterator[Sequence[Value]]:
    """Personal data as far as the user may see them; names, posts and seats are known to all who work here."""
    first = rows.first()
    if first is None:
        return
    units = UnitNames(first.committee)
    seats = Membership.objects.filter(kind__in=KINDS.values(), retracted_at=None).select_related("unit")
    people = Person.objects.visible_to(user) if user else Person.objects.all()
    joined = rows.annotate(open=Exists(people.filter(pk=OuterRef("person")))).select_related("person", "term")
    joined = joined.prefetch_related(
        Prefetch("person__memberships", seats.order_by("since", "pk"), to_attr="seats")
    )
    for row in joined.iterator(500):
        yield _line(row, units)


def _line(row: Any, units: UnitNames) -> Sequence[Value]:
    person: Any = row.person
    own = person if row.open else Person(name=person.name, party=person.party)
    on = seen_on(row.since, row.until, timezone.localdate())
    held = [seat for seat in person.seats if sits(seat, on)]
    sat = ["、".join(units.shown(seat.unit) for seat in held if seat.kind == kind) for kind in KINDS.values()]
    born = f"{own.born_on:%Y-%m}" if own.born_on else ""
    return (
        person.name,
        str(own.get_sex_display()),
        str(own.get_nationality_display()) if row.open else "",
        born,
        own.native_place,
        str(person.get_party_display()),
        *sat,
        str(row.get_post_display()),
        str(own.get_education_display()),
        str(own.get_degree_display()),
        own.title,
        own.employer,
        own.address,
        own.mobile,
        own.email,
        row.number,
        str(row.term),
        row.since,
        row.until,
        row.end_reason,
        None,
    )


importers.add(
    Importer(
        "members",
        gettext_lazy("Members"),
        Member,
        COLUMNS,
        MemberReader,
        values,
        edit=keeper,
        accounts=True,
    )
)
