package io.allocator.query.audit;

import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations", description = "For whoever runs the read side")
class AuditController {

    private static final String PATH = "/operations/audit";

    private final Audits audits;

    AuditController(Audits audits) {
        this.audits = audits;
    }

    @Operation(summary = "Make every view again from all events, beside the live ones, and tell each difference; and "
            + "check the rules over the whole log")
    @PostMapping(PATH)
    ResponseEntity<Void> begin() {
        if (audits.begin().isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.CONFLICT, "An audit is running already"));
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED).location(URI.create(PATH)).build();
    }

    @Operation(summary = "The last audit: how far it is, and what it has found")
    @GetMapping(PATH)
    AuditStatus last() {
        return audits.last().orElseThrow(
                () -> new ProblemException(Problem.of(ProblemType.NOT_FOUND, "There never was an audit")));
    }

    @Operation(summary = "Stop the audit that is running")
    @DeleteMapping(PATH)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void stop() {
        if (!audits.stop()) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No audit is running"));
        }
    }
}
