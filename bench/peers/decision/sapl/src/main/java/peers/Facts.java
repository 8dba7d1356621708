package peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sapl.api.interpreter.Val;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** facts.json, as bench/peers/README.md has it, as variables of the decision point: objects by the keys that the policy looks up. */
final class Facts {
    private final JsonNode read;
    private final ObjectNode variables;

    Facts(Path file, ObjectMapper json) throws Exception {
        read = json.readTree(file.toFile());
        variables = json.createObjectNode();
        for (String name : List.of("within", "levels", "free", "authority", "delegates", "prohibited", "rows", "persons")) {
            variables.putObject(name);
        }
        addParties();
        addLevels();
        addRules();
        addInstruments();
        read.get("persons").properties().forEach(each -> addPerson(each.getKey(), each.getValue()));
    }

    String employer(String person) {
        return read.get("persons").path(person).path("employer").asText("");
    }

    Map<String, Val> variables() {
        Map<String, Val> out = new HashMap<>();
        variables.properties().forEach(each -> out.put(each.getKey(), Val.of(each.getValue())));
        return out;
    }

    private ObjectNode below(String... keys) {
        ObjectNode out = variables;
        for (String key : keys) {
            out = out.withObjectProperty(key);
        }
        return out;
    }

    static List<String> texts(JsonNode list) {
        List<String> out = new ArrayList<>();
        list.forEach(each -> out.add(each.textValue()));
        return out;
    }

    private int height(String party, String level) {
        List<String> levels = texts(read.get("policies").get(party).get("levels"));
        return levels.size() - levels.indexOf(level);
    }

    private List<String> nationsIn(String party) {
        JsonNode members = read.get("groups").get(party);
        if (members == null) {
            return List.of(party);
        }
        List<String> out = new ArrayList<>();
        texts(members).forEach(each -> out.addAll(nationsIn(each)));
        return out;
    }

    private void addParties() {
        texts(read.get("nations")).forEach(nation -> below("within", nation).put(nation, true));
        read.get("groups").fieldNames().forEachRemaining(group -> {
            below("within", group).put(group, true);
            nationsIn(group).forEach(nation -> below("within", nation).put(group, true));
        });
    }

    private void addLevels() {
        read.get("policies").properties().forEach(each -> {
            String owner = each.getKey();
            for (String level : texts(each.getValue().get("levels"))) {
                String place = owner + "/" + level;
                below("levels").put(place, height(owner, level));
                below("delegates", place);  // to look something up in what is not there is an error
                below("prohibited", place);
                covered(texts(each.getValue().get("categories"))).forEach(together -> below("rows", place + "/" + together));
            }
            below("free").put(owner + "/" + each.getValue().get("free").textValue(), true);
        });
    }

    private void addRules() {
        texts(read.get("authority")).forEach(owner -> below("authority").put(owner, true));
        for (JsonNode each : read.get("delegations")) {
            String by = each.get("by").textValue();
            List<String> levels = texts(read.get("policies").get(by).get("levels"));
            for (String level : levels.subList(levels.indexOf(each.get("up_to").textValue()), levels.size())) {
                for (String to : texts(each.get("to"))) {
                    nationsIn(to).forEach(nation -> below("delegates", by + "/" + level).put(nation, true));
                }
            }
        }
        for (JsonNode each : read.get("prohibitions")) {
            for (String level : texts(each.get("levels"))) {
                below("prohibited", each.get("from").textValue() + "/" + level).put(each.get("to").textValue(), true);
            }
        }
    }

    /** Every text of categories that a list of them covers: of ALPHA and BRAVO "", "ALPHA", "BRAVO", "ALPHA+BRAVO". */
    private static List<String> covered(List<String> categories) {
        List<String> out = new ArrayList<>(List.of(""));
        for (String each : categories) {
            for (String shorter : List.copyOf(out)) {
                out.add(shorter.isEmpty() ? each : shorter + "+" + each);
            }
        }
        return out;
    }

    /** By owner, level, categories and recipient the lowest level that a row leads to: who is cleared for that one is for some row. */
    private void addInstruments() {
        for (JsonNode instrument : read.get("instruments")) {
            List<String> acceded = texts(instrument.get("parties"));
            for (JsonNode row : instrument.get("rows")) {
                String from = row.get("from").textValue();
                String to = row.get("to").textValue();
                if (!acceded.contains(from) || !acceded.contains(to)) {
                    continue;
                }
                List<String> listed = texts(instrument.get("categories")).stream().filter(each -> each.startsWith(from + ":"))
                        .map(each -> each.substring(from.length() + 1)).toList();
                int height = height(to, row.get("as").textValue());
                for (String together : covered(listed)) {
                    ObjectNode rows = below("rows", from + "/" + row.get("level").textValue() + "/" + together);
                    rows.put(to, Math.min(height, rows.path(to).asInt(height)));
                }
            }
        }
    }

    private void addPerson(String id, JsonNode person) {
        ObjectNode out = below("persons", id);
        String employer = person.get("employer").textValue();
        out.put("height", height(employer, person.get("level").textValue()));
        texts(person.get("nationalities")).stream().filter(each -> !each.equals(employer)).forEach(each -> out.put("second", each));
        ObjectNode categories = out.putObject("categories");
        texts(person.get("categories")).forEach(each -> categories.put(each, true));
        ObjectNode communities = out.putObject("communities");
        texts(person.get("communities")).forEach(each -> communities.put(each, true));
    }
}
