package dev.approvalgate.adapter.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.Map;
import java.util.Optional;

/** What a condition may look at: a field that is not here is an error when the policy is loaded. */
final class CelTypes implements CelTypeProvider {

    static final String IDENTITY = "identity";
    static final String REQUEST = "request";
    static final String CHANGE = "change";
    static final String TIME = "time";

    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType NUMBER = SimpleType.INT;
    private static final CelType FLAG = SimpleType.BOOL;
    private static final CelType TEXTS = ListType.create(TEXT);
    private static final CelType TEXT_BY_NAME = MapType.create(TEXT, TEXT);

    private static final ImmutableMap<String, StructType> STRUCTS = ImmutableMap.of(
            IDENTITY,
            struct(
                    IDENTITY,
                    ImmutableMap.of(
                            "id",
                            TEXT,
                            "owner",
                            TEXT,
                            "issuer",
                            TEXT,
                            "project",
                            TEXT,
                            "pipeline",
                            TEXT,
                            "claims",
                            TEXT_BY_NAME)),
            REQUEST,
            struct(
                    REQUEST,
                    ImmutableMap.of(
                            "action",
                            TEXT,
                            "environment",
                            TEXT,
                            "justification",
                            TEXT,
                            "artifacts",
                            TEXTS,
                            "scopes",
                            TEXTS,
                            "parameters",
                            TEXT_BY_NAME)),
            CHANGE,
            struct(
                    CHANGE,
                    ImmutableMap.<String, CelType>builder()
                            .put("project", TEXT)
                            .put("ref", TEXT)
                            .put("branch", TEXT)
                            .put("tag", TEXT)
                            .put("commit", TEXT)
                            .put("event", TEXT)
                            .put("complete", FLAG)
                            .put("files", ListType.create(StructTypeReference.create("file")))
                            .put("paths", TEXTS)
                            .put("additions", NUMBER)
                            .put("deletions", NUMBER)
                            .put("commits", ListType.create(StructTypeReference.create("commit")))
                            .put("total_commits", NUMBER)
                            .put("authors", NUMBER)
                            .put("pull_requests", ListType.create(StructTypeReference.create("pull_request")))
                            .put("labels", TEXTS)
                            .put("risks", TEXTS)
                            .buildOrThrow()),
            "file",
            struct(
                    "file",
                    ImmutableMap.of(
                            "path",
                            TEXT,
                            "previous_path",
                            TEXT,
                            "status",
                            TEXT,
                            "additions",
                            NUMBER,
                            "deletions",
                            NUMBER)),
            "commit",
            struct("commit", ImmutableMap.of("id", TEXT, "title", TEXT, "author", TEXT, "verified", FLAG)),
            "pull_request",
            struct(
                    "pull_request",
                    ImmutableMap.of(
                            "number",
                            NUMBER,
                            "title",
                            TEXT,
                            "author",
                            TEXT,
                            "merged_by",
                            TEXT,
                            "approved_by",
                            TEXTS,
                            "labels",
                            TEXTS)));

    /** The variables, and the types of their values. */
    static final Map<String, CelType> VARIABLES = ImmutableMap.of(
            IDENTITY,
            StructTypeReference.create(IDENTITY),
            REQUEST,
            StructTypeReference.create(REQUEST),
            CHANGE,
            StructTypeReference.create(CHANGE),
            TIME,
            SimpleType.TIMESTAMP);

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(STRUCTS.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(STRUCTS.get(name));
    }

    /** {@return every field by the type that has it, such as {@code change.paths} or {@code file.path}} */
    static ImmutableList<String> fields() {
        return STRUCTS.values().stream()
                .flatMap(struct -> struct.fieldNames().stream().map(field -> struct.name() + "." + field))
                .collect(ImmutableList.toImmutableList());
    }
}
