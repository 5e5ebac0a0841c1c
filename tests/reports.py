"""A small Report made by hand: a fictive company with the cases that emission must get right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tagwright.document.model import Cell, Document, Heading, Paragraph, Place, Row, Span, Table
from tagwright.figures.model import Duration, Instant, Period
from tagwright.report.model import (
    AxisMembers,
    CalculationArc,
    Concept,
    Dimensions,
    Entity,
    Extension,
    Fact,
    Hypercube,
    LabelRole,
    Network,
    NumericFact,
    PresentationNode,
    QName,
    Report,
    TaxonomyReference,
    TextBlockFact,
    Transform,
    Unit,
)

YEAR = Duration(date(2021, 1, 1), date(2021, 12, 31))
YEAR_BEFORE = Duration(date(2020, 1, 1), date(2020, 12, 31))
CLOSING = Instant(date(2021, 12, 31))
OPENING = Instant(date(2020, 12, 31))
CNY = Unit((QName("iso4217", "CNY"),))
CNY_PER_SHARE = Unit((QName("iso4217", "CNY"),), (QName("xbrli", "shares"),))
SHARES = Unit((QName("xbrli", "shares"),))
PURE = Unit((QName("xbrli", "pure"),))

BLOCKS: tuple[str, ...] = (
    "# EXAMPLE ROBOTICS LIMITED",  # 0
    "Revenue rose to RMB4,700 million (2020: RMB3,446 million) & our <tax> rate is 16.5%.",  # 1
    "# CONSOLIDATED INCOME STATEMENT",  # 2
    "\tYear ended 31 December\t\n"  # 3
    "\t2021\t2020\n"
    "\tRMB'000\tRMB'000\n"
    "Revenue\t4,700,263\t3,446,165\n"
    "Cost of sales\t(1,422,625)\t$(1,014,081)$\n"
    "Robot maintenance income\t1\u2009000\t<u>-</u>\n"
    "\t3,278,638\t2,432,084\n"
    "Loss for the year\t(17,177,050)\t(12,158,347)\n"
    "Basic and diluted loss per share (RMB)\t(1.74)\t(1.21)",
    "# CONSOLIDATED STATEMENT OF CHANGES IN EQUITY",  # 4
    "RMB'000\tShare capital\tMaintenance reserve\tTotal\n"  # 5
    "At 31 December 2020\t6\t4\t10\n"
    "Loss for the year\t_\t(3)\t(3)\n"
    "At 31 December 2021\t6\t1\t7",
    "# NOTES",  # 6
    "## 1 General information",  # 7
    "The company builds robots.",  # 8
    "A page footer",  # 9
    "It has 1,500,000,000 shares in issue.",  # 10
    "## 2 Other information",  # 11
    "Class\tNumber\nA\t12\n",  # 12
)


def ifrs(local: str) -> QName:
    return QName("ifrs-full", local)


def own(local: str) -> QName:
    return QName("exr", local)


def _document() -> Document:
    blocks: list[Heading | Paragraph | Table] = []
    line = 1
    for text in BLOCKS:
        if "\t" in text:
            rows = text.rstrip("\n").split("\n")
            cells = [
                Row(tuple(Cell(cell, Place(line + i, 1 + j)) for j, cell in enumerate(row.split("\t"))))
                for i, row in enumerate(rows)
            ]
            blocks.append(Table(tuple(cells), ()))
            line += len(rows)
        elif text.startswith("#"):
            marks, _, title = text.partition(" ")
            blocks.append(Heading(title, len(marks), Place(line, 1)))
            line += 1
        else:
            blocks.append(Paragraph(text, Place(line, 1)))
            line += 1
    return Document("example.txt", "0" * 64, tuple(blocks))


DOCUMENT = _document()


def _text(block: int, row: int, cell: int) -> str:
    holder = DOCUMENT.blocks[block]
    return holder.rows[row].cells[cell].text if isinstance(holder, Table) else holder.text


def number(
    id_: str,
    concept: QName,
    at: tuple[int, int, int],
    text: str,
    value: str,
    period: Period,
    *,
    unit: Unit = CNY,
    decimals: int = -3,
    scale: int = 3,
    dimensions: Dimensions = (),
    transform: Transform = Transform.DOT_DECIMAL,
) -> NumericFact:
    start = _text(*at).index(text)
    span = Span(*at, start, start + len(text))
    place = Place(1, 1 + start)
    return NumericFact(
        id_, concept, period, unit, dimensions, Decimal(value), decimals, scale, transform, span, 0, place
    )


_AXIS = ifrs("ComponentsOfEquityAxis")
_CAPITAL: Dimensions = ((_AXIS, ifrs("IssuedCapitalMember")),)
_RESERVE: Dimensions = ((_AXIS, own("MaintenanceReserveMember")),)
_ZERO = Transform.FIXED_ZERO
_BASIC, _DILUTED = ifrs("BasicEarningsLossPerShare"), ifrs("DilutedEarningsLossPerShare")

FACTS: tuple[Fact, ...] = (
    number("f-1", ifrs("Revenue"), (1, -1, -1), "4,700", "4700000000", YEAR, decimals=-6, scale=6),
    number("f-2", ifrs("Revenue"), (1, -1, -1), "3,446", "3446000000", YEAR_BEFORE, decimals=-6, scale=6),
    number("f-3", ifrs("ApplicableTaxRate"), (1, -1, -1), "16.5", "0.165", YEAR, unit=PURE, decimals=3, scale=-2),
    number("f-4", ifrs("Revenue"), (3, 3, 1), "4,700,263", "4700263000", YEAR),
    number("f-5", ifrs("Revenue"), (3, 3, 2), "3,446,165", "3446165000", YEAR_BEFORE),
    number("f-6", ifrs("CostOfSales"), (3, 4, 1), "1,422,625", "1422625000", YEAR),
    number("f-7", ifrs("CostOfSales"), (3, 4, 2), "1,014,081", "1014081000", YEAR_BEFORE),
    number("f-8", own("RobotMaintenanceIncome"), (3, 5, 1), "1\u2009000", "1000000", YEAR),
    number("f-9", own("RobotMaintenanceIncome"), (3, 5, 2), "-", "0", YEAR_BEFORE, transform=_ZERO),
    number("f-10", ifrs("GrossProfit"), (3, 6, 1), "3,278,638", "3278638000", YEAR),
    number("f-11", ifrs("GrossProfit"), (3, 6, 2), "2,432,084", "2432084000", YEAR_BEFORE),
    number("f-12", ifrs("ProfitLoss"), (3, 7, 1), "17,177,050", "-17177050000", YEAR),
    number("f-13", ifrs("ProfitLoss"), (3, 7, 2), "12,158,347", "-12158347000", YEAR_BEFORE),
    number("f-14", _BASIC, (3, 8, 1), "1.74", "-1.74", YEAR, unit=CNY_PER_SHARE, decimals=2, scale=0),
    number("f-15", _DILUTED, (3, 8, 1), "1.74", "-1.74", YEAR, unit=CNY_PER_SHARE, decimals=2, scale=0),
    number("f-16", _BASIC, (3, 8, 2), "1.21", "-1.21", YEAR_BEFORE, unit=CNY_PER_SHARE, decimals=2, scale=0),
    number("f-17", ifrs("Equity"), (5, 1, 1), "6", "6000", OPENING, dimensions=_CAPITAL),
    number("f-18", ifrs("Equity"), (5, 1, 2), "4", "4000", OPENING, dimensions=_RESERVE),
    number("f-19", ifrs("Equity"), (5, 1, 3), "10", "10000", OPENING),
    number("f-20", ifrs("Equity"), (5, 3, 1), "6", "6000", CLOSING, dimensions=_CAPITAL),
    number("f-21", ifrs("Equity"), (5, 3, 2), "1", "1000", CLOSING, dimensions=_RESERVE),
    number("f-22", ifrs("Equity"), (5, 3, 3), "7", "7000", CLOSING),
    TextBlockFact(
        "f-23",
        ifrs("DisclosureOfGeneralInformationAboutFinancialStatementsExplanatory"),
        YEAR,
        (),
        "en",
        ((7, 9), (10, 11)),
        Place(23, 1),
    ),
    number(
        "f-24",
        ifrs("NumberOfSharesOutstanding"),
        (10, -1, -1),
        "1,500,000,000",
        "1500000000",
        CLOSING,
        unit=SHARES,
        decimals=0,
        scale=0,
    ),
)


def _concept(
    name: QName,
    label: str,
    kind: str = "xbrli:monetaryItemType",
    period: str = "duration",
    balance: str | None = None,
    *,
    abstract: bool = False,
    group: str = "xbrli:item",
    documentation: str | None = None,
    wider: tuple[QName, ...] = (),
) -> Concept:
    return Concept(name, kind, period, balance, abstract, group, label, documentation, wider)


_STRING = "xbrli:stringItemType"
_MEMBER = "nonnum:domainItemType"
CONCEPTS = tuple(
    sorted(
        (
            _concept(ifrs("Revenue"), "Revenue", balance="credit"),
            _concept(ifrs("CostOfSales"), "Cost of sales", balance="debit"),
            _concept(ifrs("GrossProfit"), "Gross profit", balance="credit"),
            _concept(ifrs("ProfitLoss"), "Loss for the year", balance="credit"),
            _concept(_BASIC, "Basic loss per share", "num:perShareItemType"),
            _concept(_DILUTED, "Diluted loss per share", "num:perShareItemType"),
            _concept(ifrs("ApplicableTaxRate"), "Tax rate", "num:percentItemType"),
            _concept(ifrs("NumberOfSharesOutstanding"), "Shares in issue", "xbrli:sharesItemType", "instant"),
            _concept(ifrs("Equity"), "Equity", period="instant", balance="credit"),
            _concept(
                ifrs("DisclosureOfGeneralInformationAboutFinancialStatementsExplanatory"),
                "General information",
                "nonnum:textBlockItemType",
            ),
            _concept(ifrs("IncomeStatementAbstract"), "Income statement", _STRING, abstract=True),
            _concept(ifrs("StatementOfChangesInEquityAbstract"), "Changes in equity", _STRING, abstract=True),
            _concept(
                ifrs("StatementOfChangesInEquityTable"),
                "Changes in equity [table]",
                _STRING,
                abstract=True,
                group="xbrldt:hypercubeItem",
            ),
            _concept(
                ifrs("StatementOfChangesInEquityLineItems"), "Changes in equity [line items]", _STRING, abstract=True
            ),
            _concept(_AXIS, "Components of equity", _STRING, abstract=True, group="xbrldt:dimensionItem"),
            _concept(ifrs("EquityMember"), "Total", _MEMBER, abstract=True),
            _concept(ifrs("IssuedCapitalMember"), "Share capital", _MEMBER, abstract=True),
            _concept(
                own("MaintenanceReserveMember"),
                "Maintenance reserve",
                _MEMBER,
                abstract=True,
                documentation="Reserve for the upkeep of robots.",
            ),
            _concept(
                own("RobotMaintenanceIncome"),
                "Robot maintenance income",
                balance="credit",
                documentation="Income from the upkeep of robots.",
                wider=(ifrs("Revenue"),),
            ),
        ),
        key=lambda concept: concept.name,
    )
)


def _node(
    concept: QName, label: str, preferred: LabelRole = LabelRole.STANDARD, *children: PresentationNode
) -> PresentationNode:
    return PresentationNode(concept, preferred, label, children)


INCOME_STATEMENT = Network(
    "http://example.com/xbrl/2021-12-31/role/310000",
    "[310000] Income statement",
    (
        _node(
            ifrs("IncomeStatementAbstract"),
            "Income statement",
            LabelRole.STANDARD,
            _node(ifrs("Revenue"), "Revenue"),
            _node(ifrs("CostOfSales"), "Cost of sales", LabelRole.NEGATED),
            _node(own("RobotMaintenanceIncome"), "Robot maintenance income"),
            _node(ifrs("GrossProfit"), "Gross profit", LabelRole.TOTAL),
            _node(ifrs("ProfitLoss"), "Loss for the year"),
            _node(_BASIC, "Basic and diluted loss per share"),
            _node(_DILUTED, "Basic and diluted loss per share"),
        ),
    ),
    (
        CalculationArc(ifrs("GrossProfit"), ifrs("Revenue"), 1),
        CalculationArc(ifrs("GrossProfit"), ifrs("CostOfSales"), -1),
        CalculationArc(ifrs("GrossProfit"), own("RobotMaintenanceIncome"), 1),
    ),
    None,
)
CHANGES_IN_EQUITY = Network(
    "http://example.com/xbrl/2021-12-31/role/610000",
    "[610000] Statement of changes in equity",
    (
        _node(
            ifrs("StatementOfChangesInEquityAbstract"),
            "Changes in equity",
            LabelRole.STANDARD,
            _node(
                ifrs("StatementOfChangesInEquityTable"),
                "Changes in equity [table]",
                LabelRole.STANDARD,
                _node(
                    _AXIS,
                    "Components of equity",
                    LabelRole.STANDARD,
                    _node(
                        ifrs("EquityMember"),
                        "Total",
                        LabelRole.STANDARD,
                        _node(ifrs("IssuedCapitalMember"), "Share capital"),
                        _node(own("MaintenanceReserveMember"), "Maintenance reserve"),
                    ),
                ),
            ),
            _node(
                ifrs("StatementOfChangesInEquityLineItems"),
                "Changes in equity [line items]",
                LabelRole.STANDARD,
                _node(ifrs("Equity"), "At 31 December 2020", LabelRole.PERIOD_START),
                _node(ifrs("Equity"), "At 31 December 2021", LabelRole.PERIOD_END),
            ),
        ),
    ),
    (),
    Hypercube(
        ifrs("StatementOfChangesInEquityTable"),
        ifrs("StatementOfChangesInEquityLineItems"),
        (ifrs("Equity"),),
        (AxisMembers(_AXIS, ifrs("EquityMember"), (ifrs("IssuedCapitalMember"), own("MaintenanceReserveMember"))),),
    ),
)

IFRS_2021 = TaxonomyReference(
    "ifrs-2021",
    "http://xbrl.ifrs.org/taxonomy/2021-03-24/ifrs-full",
    "ifrs-full",
    "http://xbrl.ifrs.org/taxonomy/2021-03-24/full_ifrs/full_ifrs-cor_2021-03-24.xsd",
    "2009-12-16",
    "2003",
)

REPORT = Report(
    name="example-2021",
    title="Example Robotics Limited: results for 2021",
    language="en",
    entity=Entity("Example Robotics Limited", "http://example.com/registry", "EXR-1"),
    taxonomy=IFRS_2021,
    extension=Extension("http://example.com/xbrl/2021-12-31", "exr", "2021-12-31"),
    concepts=CONCEPTS,
    facts=FACTS,
    networks=(INCOME_STATEMENT, CHANGES_IN_EQUITY),
    document=DOCUMENT,
)
