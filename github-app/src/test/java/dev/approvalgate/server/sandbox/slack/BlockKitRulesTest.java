package dev.approvalgate.server.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockKitRulesTest {

    private static List<String> pointers(String blocks) throws Exception {
        return BlockKitRules.ofMessage(Json.parse(blocks.replace('\'', '"'))).stream()
                .map(BlockKitRules.Problem::pointer)
                .toList();
    }

    private static String plain(int length) {
        return "{'type':'plain_text','text':'" + "x".repeat(length) + "'}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "3000 | {'type':'section','text':TEXT} | /blocks/0/text/text",
                "150 | {'type':'header','text':TEXT} | /blocks/0/text/text",
                "2000 | {'type':'section','fields':[TEXT]} | /blocks/0/fields/0/text",
                "2000 | {'type':'context','elements':[TEXT]} | /blocks/0/elements/0/text",
                "75 | {'type':'actions','elements':[{'type':'button','text':TEXT}]} | /blocks/0/elements/0/text/text"
            })
    void textsHaveALongestLength(int most, String template, String pointer) throws Exception {
        String blocks = "[" + template + "]";
        assertThat(pointers(blocks.replace("TEXT", plain(most)))).isEmpty();
        assertThat(pointers(blocks.replace("TEXT", plain(most + 1)))).containsExactly(pointer);
        assertThat(pointers(blocks.replace("TEXT", plain(0)))).containsExactly(pointer);
    }

    @Test
    void countsAreLimited() throws Exception {
        assertThat(pointers(list("{'type':'divider'}", 50))).isEmpty();
        assertThat(pointers(list("{'type':'divider'}", 51))).containsExactly("/blocks");
        assertThat(pointers("[{'type':'section','fields':" + list(plain(1), 11) + "}]"))
                .containsExactly("/blocks/0/fields");
        assertThat(pointers("[{'type':'context','elements':" + list(plain(1), 11) + "}]"))
                .containsExactly("/blocks/0/elements");
        String button = "{'type':'button','text':" + plain(1) + "}";
        assertThat(pointers("[{'type':'actions','elements':" + list(button, 26) + "}]"))
                .containsExactly("/blocks/0/elements");
    }

    @Test
    void buttonsAndTheirConfirmationAreChecked() throws Exception {
        String button = "[{'type':'actions','elements':[{'type':'button','text':" + plain(1) + ",%s}]}]";
        assertThat(pointers(button.formatted("'value':'" + "v".repeat(2001) + "'")))
                .containsExactly("/blocks/0/elements/0/value");
        assertThat(pointers(button.formatted("'url':'" + "v".repeat(3001) + "'")))
                .containsExactly("/blocks/0/elements/0/url");
        assertThat(pointers(button.formatted("'action_id':'" + "v".repeat(256) + "'")))
                .containsExactly("/blocks/0/elements/0/action_id");
        assertThat(pointers(button.formatted("'style':'warning'"))).containsExactly("/blocks/0/elements/0/style");
        String confirm = "'confirm':{'title':%s,'text':%s,'confirm':%s,'deny':%s}";
        assertThat(pointers(button.formatted(confirm.formatted(plain(100), plain(300), plain(30), plain(30)))))
                .isEmpty();
        assertThat(pointers(button.formatted(confirm.formatted(plain(101), plain(301), plain(31), plain(31)))))
                .hasSize(4);
    }

    @Test
    void unknownMembersTypesAndRepeatedIdsAreRefused() throws Exception {
        assertThat(pointers("[{'type':'divider','colour':'red'}]")).containsExactly("/blocks/0");
        assertThat(pointers("[{'type':'carousel'}]")).containsExactly("/blocks/0/type");
        assertThat(pointers("[{'type':'divider','block_id':'a'},{'type':'divider','block_id':'a'}]"))
                .containsExactly("/blocks/1/block_id");
        assertThat(pointers("[{'type':'header','text':{'type':'mrkdwn','text':'x'}}]"))
                .containsExactly("/blocks/0/text/type");
    }

    @Test
    void richTextIsChecked() throws Exception {
        String block = "[{'type':'rich_text','elements':[{'type':'rich_text_section','elements':[%s]}]}]";
        assertThat(pointers(block.formatted("{'type':'text','text':'x','style':{'bold':true}}")))
                .isEmpty();
        assertThat(pointers(block.formatted("{'type':'text','text':''}")))
                .containsExactly("/blocks/0/elements/0/elements/0");
        assertThat(pointers(block.formatted("{'type':'script'}")))
                .containsExactly("/blocks/0/elements/0/elements/0/type");
    }

    @Test
    void theWholeMessageHasALongestLength() throws Exception {
        String section = "{'type':'section','text':" + plain(2640) + "}";
        JsonNode fits = Json.parse(list(section, 5).replace('\'', '"'));
        assertThat(BlockKitRules.tooLong(fits)).isFalse();
        JsonNode longer = Json.parse(list(section.replace("2640", "2641"), 6).replace('\'', '"'));
        assertThat(BlockKitRules.tooLong(longer)).isTrue();
    }

    @Test
    void modalsAreChecked() throws Exception {
        String view = "{'type':'modal','title':%s,'blocks':[],'private_metadata':'%s','callback_id':'%s'}";
        assertThat(ofView(view.formatted(plain(24), "x".repeat(3000), "x".repeat(255))))
                .isEmpty();
        assertThat(ofView(view.formatted(plain(25), "x".repeat(3001), "x".repeat(256))))
                .extracting(BlockKitRules.Problem::pointer)
                .containsExactly("/view/title/text", "/view/callback_id", "/view/private_metadata");
        String input = "{'type':'input','label':" + plain(1)
                + ",'element':{'type':'plain_text_input','action_id':'a','max_length':3001}}";
        assertThat(ofView("{'type':'modal','title':" + plain(1) + ",'blocks':[" + input + "]}"))
                .extracting(BlockKitRules.Problem::toString)
                .containsExactly(
                        "[ERROR] missing required field: submit [json-pointer:/view]",
                        "[ERROR] must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]");
    }

    private static List<BlockKitRules.Problem> ofView(String view) throws Exception {
        return BlockKitRules.ofView(Json.parse(view.replace('\'', '"')));
    }

    private static String list(String item, int times) {
        return "[" + String.join(",", Collections.nCopies(times, item)) + "]";
    }
}
