-- Figures: clinic.patient_visits
-- Rule: free clinics (义诊, 人次): patient visits of all confirmed activities, of whatever kind, by the day they were held.
SELECT asked.ask, 'clinic.patient_visits', sum(outcome.value)
FROM asked
JOIN activities_outcome outcome ON outcome.committee_id = asked.committee
JOIN activities_activity activity ON activity.id = outcome.activity_id
WHERE outcome.measure = 'patient_visits' AND activity.state = 'confirmed'
  AND activity.held_on BETWEEN asked.first_day AND asked.last_day
GROUP BY asked.ask
