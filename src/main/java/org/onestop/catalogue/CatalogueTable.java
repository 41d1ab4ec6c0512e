package org.onestop.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.ItemTerms;
import org.onestop.bill.FeeType;
import org.onestop.history.HistoryTable;
import org.onestop.history.Periods;
import org.onestop.history.Periods.Period;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/** The catalogue's periods in the database, read and written many at a time. */
final class CatalogueTable {

    private static final String TABLE = "catalogue_item";

    private final Connection connection;

    /** The table, which nobody else changes until the transaction of the connection ends. */
    CatalogueTable(Connection connection) throws SQLException {
        this.connection = connection;
        HistoryTable.hold(connection, TABLE);
    }

    /** What is on record of some items, by code; one that is not there has none. */
    Map<String, Periods<ItemFacts>> read(Collection<String> itemCodes) throws SQLException {
        Map<String, List<Period<ItemFacts>>> found = new HashMap<>();
        String sql = "select item_code, id, name, fee_type, catalogue_class, first_pay_ratio, price_ceiling, valid_from,"
                + " valid_to from catalogue_item where superseded_at is null and item_code = any (?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", itemCodes.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getString(1), none -> new ArrayList<>())
                            .add(Period.onRecord(row.getLong(2), facts(row), HistoryTable.span(row, 8, 9)));
                }
            }
        }
        Map<String, Periods<ItemFacts>> byCode = new TreeMap<>();
        itemCodes.forEach(code -> byCode.put(code, new Periods<>(found.getOrDefault(code, List.of()))));
        return byCode;
    }

    private static ItemFacts facts(ResultSet row) throws SQLException {
        Integer ratio = row.getObject(6, Integer.class);
        Long ceiling = row.getObject(7, Long.class);
        return new ItemFacts(
                row.getString(3),
                FeeType.valueOf(row.getString(4)),
                new ItemTerms(
                        CatalogueClass.valueOf(row.getString(5)),
                        ratio == null ? null : new Ratio(ratio),
                        ceiling == null ? null : new UnitPrice(ceiling)));
    }

    void write(Map<String, Periods<ItemFacts>> byCode, OffsetDateTime now) throws SQLException {
        HistoryTable.supersede(connection, TABLE, HistoryTable.superseded(byCode.values()), now);
        String sql = "insert into catalogue_item (item_code, name, fee_type, catalogue_class, first_pay_ratio,"
                + " price_ceiling, valid_from, valid_to, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Map.Entry<String, Periods<ItemFacts>> each : byCode.entrySet()) {
                for (Period<ItemFacts> period : each.getValue().written()) {
                    bind(insert, each.getKey(), period);
                    insert.setObject(9, now);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, String itemCode, Period<ItemFacts> period) throws SQLException {
        ItemTerms terms = period.content().terms();
        insert.setString(1, itemCode);
        insert.setString(2, period.content().name());
        insert.setString(3, period.content().feeType().name());
        insert.setString(4, terms.catalogueClass().name());
        insert.setObject(
                5, terms.firstPayRatio() == null ? null : terms.firstPayRatio().tenThousandths(), Types.INTEGER);
        insert.setObject(6, terms.priceCeiling() == null ? null : terms.priceCeiling().millionths(), Types.BIGINT);
        insert.setObject(7, period.span().from());
        insert.setObject(8, period.span().to(), Types.DATE);
    }
}
