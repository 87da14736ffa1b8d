package io.allocator.system;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.OnEveryDeployment;
import io.allocator.system.harness.Problems;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths and methods that there are not. In the table {@code «n×c»} stands for a text of n times c. */
@OnEveryDeployment
class WrongAddressIT {

    private final AllocatorClient client;

    WrongAddressIT(AllocatorSystem system) {
        client = system.client();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            write | GET     | /add_batch             | 405
            write | GET     | /allocate              | 405
            write | GET     | /batches               | 405
            write | GET     | /shipments             | 405
            write | DELETE  | /allocations/o/s?lineid=%FF | 400
            read  | GET     | /products?q=%FF        | 400
            write | PUT     | /batches               | 405
            write | DELETE  | /batches               | 405
            write | PATCH   | /allocations           | 405
            write | PUT     | /allocations/import    | 405
            write | POST    | /batches/              | 404,405
            write | POST    | /nothing               | 404
            write | BREW    | /batches               | 400,405
            read  | POST    | /overview              | 405
            read  | DELETE  | /overview              | 405
            read  | POST    | /products/x            | 405
            read  | PUT     | /batches/x             | 405
            read  | POST    | /allocations/x         | 405
            read  | GET     | /overview/x            | 404
            read  | GET     | /nothing               | 404
            read  | POST    | /                      | 404,405
            read  | GET     | /batches/              | 404,405
            read  | GET     | /batches/a/b           | 404
            read  | GET     | /batches/%00           | 400,404
            read  | GET     | /batches/%20           | 400,404
            read  | GET     | /batches/a%0Ab         | 400,404
            read  | GET     | /batches/%FF%FE        | 400,404
            read  | GET     | /products/«256×x»      | 400,404
            read  | GET     | /products/'%27;DROP'   | 400,404
            read  | GET     | /allocations/«3000×x»  | 400,404
            read  | GET     | /allocations/«40000×x» | 400,414,431
            """)
    void aPathOrMethod(String side, String method, String path, String statuses) {
        var uri = (side.equals("write") ? client.write() : client.read()) + Problems.repeated(path);
        var json = "{\"ref\":\"b\",\"sku\":\"s\",\"qty\":1}";
        var answer = AllocatorClient.send(HttpRequest.newBuilder(URI.create(uri)).header("Content-Type",
                "application/json").method(method, BodyPublishers.ofString(json)));
        Problems.expect(answer, statuses);
    }
}
