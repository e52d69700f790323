-- Figures: members.serving members.outside_cpc members.women
-- Rule: members (委员) are the different people who were members on the last day of the window. Outside the CPC (党外) are
-- all but members and probationary members of the CPC (GB/T 4762: 01, 02); women by GB/T 2261.1: 2.
SELECT asked.ask, told.figure, count(DISTINCT person.id)
FROM asked
JOIN members_member member
  ON member.committee_id = asked.committee
  AND asked.last_day BETWEEN member.since AND coalesce(member.until, 'infinity')
JOIN members_person person ON person.id = member.person_id
CROSS JOIN LATERAL (
    VALUES
        ('members.serving', true),
        ('members.outside_cpc', person.party NOT IN ('01', '02')),
        ('members.women', person.sex = '2')
) AS told (figure, counts)
WHERE told.counts
GROUP BY asked.ask, told.figure
