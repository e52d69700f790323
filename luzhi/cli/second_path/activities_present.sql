-- Figures: {kind}.person_times {kind}.persons
-- Rule: person-times present (出席人次) are the lines marked present in confirmed activities of one kind, by the day they were
-- held: one person at two activities is two. Persons present (出席人数) are the different people among them. On leave
-- (请假) and absent (缺席) is not present.
WITH present AS (
    SELECT asked.ask, activity.kind, line.person_id
    FROM asked
    JOIN activities_participation line ON line.committee_id = asked.committee AND line.attendance = 'present'
    JOIN activities_activity activity ON activity.id = line.activity_id
    WHERE activity.state = 'confirmed' AND activity.held_on BETWEEN asked.first_day AND asked.last_day
)
SELECT ask, kind || '.person_times', count(*) FROM present GROUP BY ask, kind
UNION ALL
SELECT ask, kind || '.persons', count(DISTINCT person_id) FROM present GROUP BY ask, kind
