-- Figures: suggestions.sent suggestions.adopted suggestions.implemented
-- Rule: opinions and suggestions (意见和建议, 条): single recommendations in outcome documents by the day the document was sent up
-- (报送); a repetition of another one (duplicate) counts nothing. Adopted (采纳): wholly, partly, or implemented already.
SELECT asked.ask, told.figure, count(*)
FROM asked
JOIN consultations_suggestion item ON item.committee_id = asked.committee AND item.duplicate_of_id IS NULL
JOIN consultations_outcomedocument document ON document.id = item.document_id
CROSS JOIN LATERAL (
    VALUES
        ('suggestions.sent', true),
        ('suggestions.adopted', item.state IN ('adopted', 'partly', 'implemented')),
        ('suggestions.implemented', item.state = 'implemented')
) AS told (figure, counts)
WHERE told.counts AND document.sent_on BETWEEN asked.first_day AND asked.last_day
GROUP BY asked.ask, told.figure
