package peers;

import com.fasterxml.jackson.databind.JsonNode;
import io.sapl.api.functions.Function;
import io.sapl.api.functions.FunctionLibrary;
import io.sapl.api.interpreter.Val;

/** Sets as objects, whose members are the keys: SAPL's own operators search arrays from end to end. */
@FunctionLibrary(name = "keys", description = "sets as objects")
public final class Keys {
    private Keys() {
    }

    /** Whether every text of the list is a key. */
    @Function
    public static Val all(Val set, Val list) {
        for (JsonNode each : list.get()) {
            if (!set.get().has(each.textValue())) {
                return Val.FALSE;
            }
        }
        return Val.TRUE;
    }

    /** Whether some text of the list is a key. */
    @Function
    public static Val any(Val set, Val list) {
        for (JsonNode each : list.get()) {
            if (set.get().has(each.textValue())) {
                return Val.TRUE;
            }
        }
        return Val.FALSE;
    }
}
