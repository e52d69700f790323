-- Figures: {kind}.{measure}
-- Rule: what activities of one kind yielded (成效: 观众人次, 义诊人次, 学时 …): the sum of one measure over the confirmed ones, by
-- the day they were held.
SELECT asked.ask, activity.kind || '.' || outcome.measure, sum(outcome.value)
FROM asked
JOIN activities_outcome outcome ON outcome.committee_id = asked.committee
JOIN activities_activity activity ON activity.id = outcome.activity_id
WHERE activity.state = 'confirmed' AND activity.held_on BETWEEN asked.first_day AND asked.last_day
GROUP BY asked.ask, activity.kind, outcome.measure
