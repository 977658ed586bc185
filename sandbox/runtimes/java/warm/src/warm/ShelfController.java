package warm;

import java.util.List;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ShelfController {

    /** A shelf, as GraphQL shows it. */
    record Place(int id, String name) {}

    private final ShelfRepository shelves;
    private final BookService service;

    ShelfController(ShelfRepository shelves, BookService service) {
        this.shelves = shelves;
        this.service = service;
    }

    @GetMapping("/shelves")
    List<Shelf> all() {
        var found = shelves.findByNameContainingIgnoreCase("shelf", PageRequest.of(0, 10, Sort.by("name")));
        shelves.after(1);
        return found;
    }

    @GetMapping("/shelves/{id}")
    Shelf one(@PathVariable int id) {
        return service.shelf(id).orElseThrow();
    }

    @QueryMapping
    List<Place> places(@Argument Integer first) {
        return List.of(new Place(1, "one"), new Place(2, "two"));
    }

    @SchemaMapping
    String label(Place place) {
        return place.name() + place.id();
    }
}
