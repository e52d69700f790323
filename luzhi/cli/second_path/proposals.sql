-- Figures: proposals.received proposals.filed proposals.merged proposals.collective proposals.individual proposals.unexamined
-- Figures: proposals.not_filed proposals.converted proposals.letters proposals.withdrawn proposals.answered proposals.unanswered
-- Figures: proposals.key proposals.excellent proposals.released
-- Rule: proposals (提案) count in the year of their session (次), by the day of their submission in Beijing; what was submitted
-- before that year counts on its first day, what came after it on its last. Filed (立案) is a proposal whatever followed, a
-- merged one (并案) too, which is answered with its main proposal. Collective (集体提案) are those of parties and people's
-- organisations, special committees, sectors and groups. A number D-… is only the mark of what is not filed yet.
WITH dated AS (
    SELECT proposal.*, main.answered_on AS main_answered_on,
        CASE
            WHEN at.day < make_date(session.year, 1, 1) THEN make_date(session.year, 1, 1)
            WHEN at.day > make_date(session.year, 12, 31) THEN make_date(session.year, 12, 31)
            ELSE at.day
        END AS counted_on,
        proposal.state IN ('filed', 'merged', 'assigned', 'answered', 'closed', 'archived') AS filed,
        proposal.proposer_kind IN ('party', 'special_committee', 'sector', 'group') AS collective
    FROM proposals_proposal proposal
    JOIN organisation_session session ON session.id = proposal.session_id
    LEFT JOIN proposals_proposal main ON main.id = proposal.main_id
    CROSS JOIN LATERAL (SELECT (proposal.submitted_at AT TIME ZONE 'Asia/Shanghai')::date) AS at (day)
    WHERE proposal.committee_id IN (SELECT committee FROM asked)
)
SELECT asked.ask, told.figure, count(*)
FROM asked
JOIN dated ON dated.committee_id = asked.committee AND dated.counted_on BETWEEN asked.first_day AND asked.last_day
CROSS JOIN LATERAL (
    VALUES
        ('proposals.received', dated.state NOT IN ('draft', 'unconfirmed', 'returned', 'withdrawn')),
        ('proposals.filed', dated.filed),
        ('proposals.merged', dated.state = 'merged'),
        ('proposals.collective', dated.filed AND dated.collective),
        ('proposals.individual', dated.filed AND NOT dated.collective),
        ('proposals.unexamined', dated.state = 'submitted'),
        ('proposals.not_filed', dated.state = 'not_filed'),
        ('proposals.converted', dated.state = 'converted'),
        ('proposals.letters', dated.state = 'letter'),
        ('proposals.withdrawn', dated.state = 'withdrawn' AND dated.number NOT LIKE 'D-%'),
        ('proposals.answered', dated.filed AND coalesce(dated.answered_on, dated.main_answered_on) IS NOT NULL),
        ('proposals.unanswered', dated.filed AND dated.answered_on IS NULL AND dated.main_answered_on IS NULL),
        ('proposals.key', dated.filed AND dated.key_on IS NOT NULL),
        ('proposals.excellent', dated.filed AND dated.excellent_on IS NOT NULL),
        ('proposals.released', dated.filed AND dated.released)
) AS told (figure, counts)
WHERE told.counts
GROUP BY asked.ask, told.figure
