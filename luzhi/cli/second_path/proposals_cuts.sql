-- Figures: proposals.received_by_* proposals.received_on_* proposals.received_in_*
-- Figures: proposals.filed_by_* proposals.filed_on_* proposals.filed_in_*
-- Figures: proposals.received_plenary proposals.received_ordinary
-- Rule: proposals received (收到提案) and filed (立案提案), as in proposals.sql, cut by the kind of their proposer (提案者类别), by the
-- usual class of content (内容类别; every other class, and none, is 其他) and by sphere (五位一体); those received also by
-- their occasion: for the plenary (会议期间) or between plenaries (闭会期间).
WITH dated AS (
    SELECT asked.ask, whole.name AS whole, proposal.proposer_kind, proposal.topic, proposal.sphere, proposal.occasion
    FROM asked
    JOIN proposals_proposal proposal ON proposal.committee_id = asked.committee
    JOIN organisation_session session ON session.id = proposal.session_id
    CROSS JOIN LATERAL (SELECT (proposal.submitted_at AT TIME ZONE 'Asia/Shanghai')::date) AS at (day)
    CROSS JOIN LATERAL (
        VALUES
            ('received', proposal.state NOT IN ('draft', 'unconfirmed', 'returned', 'withdrawn')),
            ('filed', proposal.state IN ('filed', 'merged', 'assigned', 'answered', 'closed', 'archived'))
    ) AS whole (name, counts)
    WHERE whole.counts AND CASE
        WHEN at.day < make_date(session.year, 1, 1) THEN make_date(session.year, 1, 1)
        WHEN at.day > make_date(session.year, 12, 31) THEN make_date(session.year, 12, 31)
        ELSE at.day
    END BETWEEN asked.first_day AND asked.last_day
),
class (name, code) AS (
    VALUES
        ('经济发展', 'economy'), ('城乡建设', 'construction'), ('民政劳动', 'welfare'), ('农牧林水', 'agriculture'),
        ('科教文卫体', 'education'), ('财税金融', 'finance'), ('交通旅游', 'transport'), ('资源环境', 'environment'),
        ('政务服务', 'services'), ('民族宗教', 'ethnic'), ('纪检政法', 'law'), ('组宣统战', 'united_front')
),
part AS (
    SELECT ask, whole, 'by_' || proposer_kind AS name FROM dated
    UNION ALL
    SELECT ask, whole, 'on_' || coalesce(class.code, 'other') FROM dated LEFT JOIN class ON class.name = dated.topic
    UNION ALL
    SELECT ask, whole, 'in_' || sphere FROM dated
    UNION ALL
    SELECT ask, whole, occasion FROM dated WHERE whole = 'received'
)
SELECT ask, 'proposals.' || whole || '_' || name, count(*)
FROM part
GROUP BY ask, whole, name
