-- Figures: gifts.money gifts.pledged gifts.goods_value gifts.books
-- Rule: money given (捐赠帮扶资金) is yuan received, by the day of receipt; money pledged (认捐资金) and goods stand apart. Goods
-- (捐赠物资折价) count at their receipt value where they have one; books (捐赠书籍) are copies, the goods counted in 册.
SELECT asked.ask, told.figure, sum(told.adds)
FROM asked
JOIN outreach_gift gift
  ON gift.committee_id = asked.committee AND gift.given_on BETWEEN asked.first_day AND asked.last_day
CROSS JOIN LATERAL (
    VALUES
        ('gifts.money', gift.kind = 'money' AND gift.standing = 'received', gift.amount),
        ('gifts.pledged', gift.kind = 'money' AND gift.standing = 'pledged', gift.amount),
        ('gifts.goods_value', gift.kind = 'goods' AND gift.standing = 'received', gift.amount),
        ('gifts.books', gift.kind = 'goods' AND gift.standing = 'received' AND gift.unit = '册', gift.quantity)
) AS told (figure, counts, adds)
WHERE told.counts
GROUP BY asked.ask, told.figure
