-- Figures: pairings.begun pairings.visits
-- Rule: pairings (结对) by the day they began; records of help (结对帮扶记录) by the day of the help.
SELECT asked.ask, 'pairings.begun', count(*)
FROM asked
JOIN outreach_pairing pairing
  ON pairing.committee_id = asked.committee AND pairing.since BETWEEN asked.first_day AND asked.last_day
GROUP BY asked.ask
UNION ALL
SELECT asked.ask, 'pairings.visits', count(*)
FROM asked
JOIN outreach_visit visit
  ON visit.committee_id = asked.committee AND visit."on" BETWEEN asked.first_day AND asked.last_day
GROUP BY asked.ask
