package peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sapl.api.pdp.AuthorizationSubscription;
import io.sapl.api.pdp.Decision;
import io.sapl.interpreter.DefaultSAPLInterpreter;
import io.sapl.interpreter.combinators.PolicyDocumentCombiningAlgorithm;
import io.sapl.pdp.EmbeddedPolicyDecisionPoint;
import io.sapl.pdp.PolicyDecisionPointFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SAPL as a peer of bench/peers: an embedded decision point, the facts as its variables, each answer asked for once. */
public final class Main {
    private static final String VERSION = "3.0.0";  // as in pom.xml

    private final EmbeddedPolicyDecisionPoint pdp;
    private final List<AuthorizationSubscription> requests = new ArrayList<>();

    private Main(Path input) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Facts facts = new Facts(input.resolveSibling("decision/facts.json"), json);
        String policy = new String(Main.class.getResourceAsStream("/policy.sapl").readAllBytes(), StandardCharsets.UTF_8);
        pdp = PolicyDecisionPointFactory.fixedInRamPolicyDecisionPoint(new DefaultSAPLInterpreter(), List.of(policy),
                PolicyDocumentCombiningAlgorithm.DENY_UNLESS_PERMIT, facts.variables(), List::of, () -> List.of(Keys.class),
                List::of, List::of, decision -> decision, subscription -> subscription);
        for (String line : Files.readAllLines(input)) {
            requests.add(request(json.readTree(line), facts, json));
        }
    }

    private static AuthorizationSubscription request(JsonNode asked, Facts facts, ObjectMapper json) {
        ObjectNode subject = json.createObjectNode();
        boolean personal = asked.has("who");
        String name = asked.get(personal ? "who" : "to").textValue();
        subject.put("name", name).put("party", personal ? facts.employer(name) : name);
        ObjectNode resource = asked.deepCopy();
        List<String> categories = Facts.texts(asked.get("categories"));
        ArrayNode qualified = resource.putArray("categories");
        categories.forEach(each -> qualified.add(asked.get("owner").textValue() + ":" + each));
        resource.put("together", String.join("+", categories));
        return new AuthorizationSubscription(subject, json.getNodeFactory().textNode("disclose"), resource, null);
    }

    private boolean permits(AuthorizationSubscription request) {
        return pdp.decideOnce(request).block().getDecision() == Decision.PERMIT;
    }

    private String passes(double seconds) {
        long begun = System.nanoTime();
        long count = 0;
        long permitted = 0;
        double taken = 0;
        while (taken < seconds || count == 0) {
            for (AuthorizationSubscription request : requests) {
                permitted += permits(request) ? 1 : 0;
            }
            count++;
            taken = (System.nanoTime() - begun) / 1e9;
        }
        if (permitted % count != 0) {
            throw new IllegalStateException("the answers changed between passes");
        }
        return String.format(Locale.ROOT, "{\"passes\": %d, \"seconds\": %.9f}", count, taken);
    }

    public static void main(String[] words) throws Exception {
        if (words.length == 1 && words[0].equals("describe")) {
            System.out.println("{\"peer\": \"sapl\", \"version\": \"" + VERSION
                    + "\", \"language\": \"Java\", \"works\": [\"decide/disclose\", \"decide/disclose/persons\"]}");
        } else if (words.length == 3 && words[0].equals("answers")) {
            Main work = new Main(Path.of(words[2]));
            work.requests.forEach(request -> System.out.println(work.permits(request) ? "permit" : "deny"));
        } else if (words.length == 4 && words[0].equals("time")) {
            Main work = new Main(Path.of(words[2]));
            work.passes(Double.parseDouble(words[3]));  // warm
            System.out.println(work.passes(Double.parseDouble(words[3])));
        } else {
            System.err.println("usage: sapl-peer describe | answers WORK INPUT | time WORK INPUT SECONDS");
            System.exit(2);
        }
        System.exit(0);  // its own threads would keep it alive
    }
}
