package warm;

import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ShelfRepository extends JpaRepository<Shelf, Integer> {
    List<Shelf> findByNameContainingIgnoreCase(String name, Pageable page);

    @Query("select s from Shelf s where s.id > :id")
    List<Shelf> after(int id);
}
