package app;

import com.fasterxml.jackson.databind.node.ObjectNode;

record NewAuthor(String name) {

    static NewAuthor from(ObjectNode body) {
        var fields = new Fields(body);
        var author = new NewAuthor(fields.text("name", 100));
        fields.check();
        return author;
    }
}
