-- Figures: proposals.to_answer proposals.sole proposals.separate proposals.main_unit proposals.joint proposals.unit_answered
-- Figures: proposals.unit_dated proposals.unit_in_time proposals.talked proposals.talks proposals.answers proposals.class_a
-- Figures: proposals.class_b proposals.class_c proposals.class_d proposals.asked proposals.opinions proposals.content
-- Figures: proposals.satisfied proposals.basic proposals.unsatisfied proposals.promises proposals.promises_kept
-- Figures: proposals.promises_open proposals.promises_ended proposals.unit_late
-- Rule: what became of proposals counts with the proposal: in the year of its session (次), by the day of its submission in
-- Beijing moved into that year. What a unit returned or what was cancelled does not stand. Sole (单办), separate (分办) and main
-- (主办) units owe an answer, a joint one (会办) does not; in time is no later than the last day in time, extensions granted
-- included. Of several rounds the answer in force counts; a B whose promises were all kept is an A. Each first proposer is
-- asked for an opinion (征询意见) on each answer in force; an opinion that lapsed was not received.
WITH dated AS (
    SELECT asked.ask, proposal.id
    FROM asked
    JOIN proposals_proposal proposal ON proposal.committee_id = asked.committee
    JOIN organisation_session session ON session.id = proposal.session_id
    CROSS JOIN LATERAL (SELECT (proposal.submitted_at AT TIME ZONE 'Asia/Shanghai')::date) AS at (day)
    WHERE CASE
        WHEN at.day < make_date(session.year, 1, 1) THEN make_date(session.year, 1, 1)
        WHEN at.day > make_date(session.year, 12, 31) THEN make_date(session.year, 12, 31)
        ELSE at.day
    END BETWEEN asked.first_day AND asked.last_day
),
given AS (
    SELECT dated.ask, assignment.*,
        assignment.state NOT IN ('returned', 'cancelled') AS stands,
        assignment.role IN ('sole', 'separate', 'main') AS owes_answer
    FROM dated
    JOIN proposals_assignment assignment ON assignment.proposal_id = dated.id
),
sent AS (
    SELECT given.ask, answer.*
    FROM given
    JOIN proposals_answer answer ON answer.assignment_id = given.id
    WHERE answer.sent_on IS NOT NULL
)
SELECT given.ask, told.figure, count(*)
FROM given
CROSS JOIN LATERAL (
    VALUES
        ('proposals.to_answer', owes_answer),
        ('proposals.sole', role = 'sole'),
        ('proposals.separate', role = 'separate'),
        ('proposals.main_unit', role = 'main'),
        ('proposals.joint', role = 'joint'),
        ('proposals.unit_answered', owes_answer AND answered_on IS NOT NULL),
        ('proposals.unit_dated', owes_answer AND answered_on IS NOT NULL AND answer_by IS NOT NULL),
        ('proposals.unit_in_time', owes_answer AND answered_on <= answer_by),
        ('proposals.unit_late', owes_answer AND answered_on > answer_by),
        ('proposals.talked', owes_answer AND id IN (SELECT assignment_id FROM proposals_talk))
) AS told (figure, counts)
WHERE stands AND told.counts
GROUP BY given.ask, told.figure
UNION ALL
SELECT given.ask, 'proposals.talks', count(*)
FROM given
JOIN proposals_talk talk ON talk.assignment_id = given.id
WHERE given.stands
GROUP BY given.ask
UNION ALL
SELECT sent.ask, told.figure, count(*)
FROM sent
CROSS JOIN LATERAL (
    VALUES
        ('proposals.answers', true),
        ('proposals.class_a', answer_class = 'A' OR solved_on IS NOT NULL),
        ('proposals.class_b', answer_class = 'B' AND solved_on IS NULL),
        ('proposals.class_c', answer_class = 'C' AND solved_on IS NULL),
        ('proposals.class_d', answer_class = 'D' AND solved_on IS NULL)
) AS told (figure, counts)
WHERE is_current AND told.counts
GROUP BY sent.ask, told.figure
UNION ALL
SELECT dated.ask, told.figure, count(*)
FROM dated
JOIN proposals_feedback opinion ON opinion.proposal_id = dated.id
JOIN proposals_answer answer ON answer.id = opinion.answer_id AND answer.is_current
CROSS JOIN LATERAL (
    VALUES
        ('proposals.asked', true),
        ('proposals.opinions', opinion.state IN ('satisfied', 'basic', 'unsatisfied')),
        ('proposals.content', opinion.state IN ('satisfied', 'basic')),
        ('proposals.satisfied', opinion.state = 'satisfied'),
        ('proposals.basic', opinion.state = 'basic'),
        ('proposals.unsatisfied', opinion.state = 'unsatisfied')
) AS told (figure, counts)
WHERE told.counts
GROUP BY dated.ask, told.figure
UNION ALL
SELECT sent.ask, told.figure, count(*)
FROM sent
JOIN proposals_promise promise ON promise.answer_id = sent.id
CROSS JOIN LATERAL (
    VALUES
        ('proposals.promises', true),
        ('proposals.promises_kept', promise.state = 'kept'),
        ('proposals.promises_open', promise.state = 'open'),
        ('proposals.promises_ended', promise.state = 'ended')
) AS told (figure, counts)
WHERE told.counts
GROUP BY sent.ask, told.figure
