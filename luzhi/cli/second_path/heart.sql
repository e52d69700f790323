-- Figures: heart.activities
-- Rule: activities of 委员心连心 bringing culture, medicine, science and law (送文化、送医药、送科技、送法律), confirmed, by the day
-- they were held. Relief of the poor (扶贫济困) is not among the four.
SELECT asked.ask, 'heart.activities', count(*)
FROM asked
JOIN activities_activity activity
  ON activity.committee_id = asked.committee AND activity.held_on BETWEEN asked.first_day AND asked.last_day
WHERE activity.state = 'confirmed' AND activity.kind IN ('bring_culture', 'bring_medicine', 'bring_science', 'bring_law')
GROUP BY asked.ask
