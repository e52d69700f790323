-- Figures: {kind}.held
-- Rule: times held (开展次数): confirmed activities of one kind by the day they were held. An activity is one occurrence:
-- one date, place and organiser, whoever else joined in (联合主办 counts once, in the organiser's committee).
SELECT asked.ask, activity.kind || '.held', count(*)
FROM asked
JOIN activities_activity activity
  ON activity.committee_id = asked.committee AND activity.held_on BETWEEN asked.first_day AND asked.last_day
WHERE activity.state = 'confirmed'
GROUP BY asked.ask, activity.kind
