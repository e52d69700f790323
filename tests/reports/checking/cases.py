"""Invented sentences of official prose in many styles: what they hold (value, unit, qualifier) and state (expression, verdict).

Every figure of a text is listed. Written before the checker was first run on any of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    text: str
    figures: str  # "316 条 exact; 10 次 余"
    relations: dict[str, str] = field(default_factory=dict)

    def expected(self) -> list[tuple[str, str, str]]:
        parts = [tuple(each.strip().split(" ")) for each in self.figures.split(";") if each.strip()]
        return [(value, "" if unit == "-" else unit, tag) for value, unit, tag in parts]


CASES = (
    # work reports on proposals
    Case(
        "市政协五届二次会议以来，共收到提案412件，经审查立案356件，立案率为86.4%。立案提案中，委员个人或联名提案297件，集体提案59件。",
        "412 件 exact; 356 件 exact; 86.4 % exact; 297 件 exact; 59 件 exact",
        {"356/412=86.4%": "holds", "297+59=356": "holds"},
    ),
    Case(
        "大会期间共收到提案286件。其中，经济建设类102件，占35.7%；政治建设类31件，占10.8%；文化建设类48件，占16.8%；社会建设类83件，占29.0%；生态文明建设类22件，占7.7%。",
        "286 件 exact; 102 件 exact; 35.7 % exact; 31 件 exact; 10.8 % exact; 48 件 exact; 16.8 % exact; 83 件 exact; 29.0 % exact; "
        "22 件 exact; 7.7 % exact",
        {
            "102+31+48+83+22=286": "holds",
            "102/286=35.7%": "holds",
            "31/286=10.8%": "holds",
            "48/286=16.8%": "holds",
            "83/286=29%": "holds",
            "22/286=7.7%": "holds",
        },
    ),
    Case(
        "大会期间共收到提案286件。其中，经济建设类120件，占35.7%；政治建设类31件，占10.8%；文化建设类48件，占16.8%；社会建设类83件，占29.0%；其他类22件，占7.7%。",
        "286 件 exact; 120 件 exact; 35.7 % exact; 31 件 exact; 10.8 % exact; 48 件 exact; 16.8 % exact; 83 件 exact; 29.0 % exact; "
        "22 件 exact; 7.7 % exact",
        {
            "120+31+48+83+22=286": "error",
            "120/286=35.7%": "error",
            "31/286=10.8%": "holds",
            "48/286=16.8%": "holds",
            "83/286=29%": "holds",
            "22/286=7.7%": "holds",
        },
    ),
    Case(
        "今年我局承办市政协提案68件（主办21件、分办9件、会办38件），已全部办结，面商率、办复率均达100%。",
        "68 件 exact; 21 件 exact; 9 件 exact; 38 件 exact; 100 % exact",
        {"21+9+38=68": "holds"},
    ),
    Case(
        "今年我局承办市政协提案68件（主办21件、分办9件、会办33件），已全部办结。",
        "68 件 exact; 21 件 exact; 9 件 exact; 33 件 exact",
        {"21+9+33=68": "error"},
    ),
    Case(
        "在交办的523件提案中，已经解决或基本解决的（A类）388件，占74.2%；正在解决或列入计划解决的（B类）112件，占21.4%；因条件限制留作参考的（C类）23件，占4.4%。",
        "523 件 exact; 388 件 exact; 74.2 % exact; 112 件 exact; 21.4 % exact; 23 件 exact; 4.4 % exact",
        {
            "388+112+23=523": "holds",
            "388/523=74.2%": "holds",
            "112/523=21.4%": "holds",
            "23/523=4.4%": "holds",
        },
    ),
    Case(
        "在交办的523件提案中，已经解决或基本解决的388件，占73.2%；正在解决或列入计划解决的112件，占21.4%；留作参考的23件，占4.4%。",
        "523 件 exact; 388 件 exact; 73.2 % exact; 112 件 exact; 21.4 % exact; 23 件 exact; 4.4 % exact",
        {
            "388+112+23=523": "holds",
            "388/523=73.2%": "error",
            "112/523=21.4%": "holds",
            "23/523=4.4%": "holds",
        },
    ),
    Case(
        "收回委员反馈意见表146份，其中满意141份，基本满意5份，满意率96.6%。",
        "146 份 exact; 141 份 exact; 5 份 exact; 96.6 % exact",
        {"141+5=146": "holds", "141/146=96.6%": "holds"},
    ),
    Case(
        "收回委员反馈意见表146份，其中满意141份，基本满意5份，满意率100%。",
        "146 份 exact; 141 份 exact; 5 份 exact; 100 % exact",
        {"141+5=146": "holds", "(141+5)/146=100%": "other"},
    ),
    # open lists, overlaps, stages: nothing to cry about
    Case(
        "全年共提交提案640件，其中涉及民生的重点提案120件、涉及营商环境的提案85件等，一批提案得到采纳。",
        "640 件 exact; 120 件 exact; 85 件 exact",
        {"120+85<640": "open"},
    ),
    Case(
        "新一届委员共298名，其中中共党员119名，非中共人士179名，女委员86名，少数民族委员12名，平均年龄48.6岁。",
        "298 人 exact; 119 人 exact; 179 人 exact; 86 人 exact; 12 人 exact; 48.6 岁 exact",
        {"119+179=298": "holds"},
    ),
    Case(
        "全年征集社情民意信息1026条，编报212条，被省政协采用57条，市领导批示33条次。",
        "1026 条 exact; 212 条 exact; 57 条 exact; 33 条次 exact",
    ),
    Case(
        "全年召开双月协商座谈会6次、专题协商会4次，开展视察调研32次，形成协商成果28份。",
        "6 次 exact; 4 次 exact; 32 次 exact; 28 份 exact",
    ),
    # money, products, spans
    Case(
        "活动中为60名困难学生每人发放助学金1500元，共计9万元。",
        "60 人 exact; 1500 元 exact; 90000 元 exact",
        {"60*1500=90000": "holds"},
    ),
    Case(
        "活动中为60名困难学生每人发放助学金1500元，共计8万元。",
        "60 人 exact; 1500 元 exact; 80000 元 exact",
        {"60*1500=80000": "error"},
    ),
    Case(
        "港澳委员先后捐款港币120万元、人民币35.5万元，折合人民币近140万元；另有爱心企业认捐逾500万元，到账320余万元。",
        "1200000 港元 exact; 355000 元 exact; 1400000 元 近; 5000000 元 逾; 3200000 元 余",
    ),
    Case(
        "募集资金1.2亿元，其中财政拨款8000万元，社会捐赠4000万元。",
        "120000000 元 exact; 80000000 元 exact; 40000000 元 exact",
        {"80000000+40000000=120000000": "holds"},
    ),
    Case(
        "每季度组织3—5名委员走访，每次不少于2天，走访企业约30家，收集问题五十多个，解决率超过八成。",
        "3 人 至; 30 家 约; 50 个 多; 80 % 超",
    ),
    Case(
        "培训覆盖率由去年的62.5%提高到80%，提高17.5个百分点。",
        "62.5 % exact; 80 % exact; 17.5 个百分点 exact",
        {"80-62.5=17.5": "holds"},
    ),
    Case(
        "立案提案由上年的240件增加到276件，增长15%。",
        "240 件 exact; 276 件 exact; 15 % exact",
        {"(276-240)/240=15%": "holds"},
    ),
    Case(
        "立案提案由上年的240件增加到276件，增长18%。",
        "240 件 exact; 276 件 exact; 18 % exact",
        {"(276-240)/240=18%": "error"},
    ),
    Case(
        "全年报送信息330条，比上年的298条增加32条，同比增长10.7%。",
        "330 条 exact; 298 条 exact; 32 条 exact; 10.7 % exact",
        {"330-298=32": "holds", "(330-298)/298=10.7%": "holds"},
    ),
    Case(
        "全年报送信息330条，比上年的298条增加42条。",
        "330 条 exact; 298 条 exact; 42 条 exact",
        {"330-298=42": "error"},
    ),
    # totals at the end
    Case(
        "看望慰问老委员46人、困难党员31人、结对户23人，共计100人。",
        "46 人 exact; 31 人 exact; 23 人 exact; 100 人 exact",
        {"46+31+23=100": "holds"},
    ),
    Case(
        "看望慰问老委员46人、困难党员31人、结对户28人，共计100人。",
        "46 人 exact; 31 人 exact; 28 人 exact; 100 人 exact",
        {"46+31+28=100": "error"},
    ),
    Case(
        "本次会议应出席委员276名，实到251名，出席率90.9%，符合章程规定。",
        "276 人 exact; 251 人 exact; 90.9 % exact",
        {"251/276=90.9%": "holds"},
    ),
    Case(
        "本次会议应出席委员276名，实到251名，出席率95.9%，符合章程规定。",
        "276 人 exact; 251 人 exact; 95.9 % exact",
        {"251/276=95.9%": "error"},
    ),
    # names, dates, list numbers: nothing
    Case(
        "一、坚持党的领导。认真落实“三会一课”制度，增强四个意识、坚定四个自信、做到两个维护。（一）2021年3月8日至10日，十二届五次全会在八一路会堂召开，会议通过萍政协发〔2021〕5号文件。",
        "",
    ),
    Case(
        "1.抓学习。推进“十个一”活动，一是抓机制，二是抓平台；2.抓服务。打造“15分钟履职圈”，联系电话0799-6832561。",
        "",
    ),
    Case(
        "“十四五”期间，千家万户受益，一批项目建成，第十二次常委会会议听取汇报，三级联动、五级书记齐抓共管。",
        "",
    ),
    # script, width, dirt
    Case(
        "全年開展送醫下鄉活動２０餘次，義診群眾３，２００餘人次，捐贈藥品價值１５．６萬元。",
        "20 次 余; 3200 人次 余; 156000 元 exact",
    ),
    Case("组织委员捐赠zèng图书12 000余册，惠及学校2 8所。", "12000 册 余; 8 所 exact"),
    Case(
        "围绕乡村振兴开展调研，提出意见建\n议一百八十六条，其中被采纳一百二十余条，约占三分之二。",
        "186 条 exact; 120 条 余; 0.6666666667 - 约",
    ),
    Case(
        "参加活动的委员有上百人次，征求意见几十条，走访了十几个村，数千名群众受益。",
        "100 人次 上; 10 条 几; 10 个 几; 1000 人 数",
    ),
    Case(
        "委员参与率达百分之九十八点五，比上届高出3.2个百分点，投诉量下降千分之五。",
        "98.5 % exact; 3.2 个百分点 exact; 5 ‰ exact",
    ),
)
