package warm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;

/** An entity without a table. */
@Entity
@Immutable
@Subselect("SELECT 1 AS id, 'A shelf' AS name UNION SELECT 2, 'Another'")
public class Shelf {
    @Id
    private Integer id;

    private String name;

    public Integer getId() {
        return id;
    }

    public String getName() {
        return name;
    }
}
