-- Figures: papers.*.submitted papers.*.used
-- Rule: written work (社情民意, 政协信息, 大会发言, 履职报告, 委员来信): submitted by the day of submission; used (采用) by the day
-- of use, whenever it was submitted.
SELECT asked.ask, 'papers.' || paper.kind || '.submitted', count(*)
FROM asked
JOIN opinions_paper paper
  ON paper.committee_id = asked.committee AND paper.submitted_on BETWEEN asked.first_day AND asked.last_day
GROUP BY asked.ask, paper.kind
UNION ALL
SELECT asked.ask, 'papers.' || paper.kind || '.used', count(*)
FROM asked
JOIN opinions_paper paper
  ON paper.committee_id = asked.committee AND paper.used_on BETWEEN asked.first_day AND asked.last_day
WHERE paper.state = 'used'
GROUP BY asked.ask, paper.kind
